import type { NoticedBy, RecordChangeKind } from '@oracle-integration/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a record showed before its present revision: for the story, and for a delivery that is still under way. */
@Entity('completion_revisions')
export class CompletionRevisionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_completion_revisions' })
  recordId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_completion_revisions' })
  revision!: number;

  @Column({ type: 'json' })
  publicJson!: unknown;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  replacedAt!: Date;

  /** What happened at this revision, and how it was noticed. */
  @Column({ type: 'text' })
  changeKind!: RecordChangeKind;

  @Column({ type: 'text' })
  noticedBy!: NoticedBy;
}
