import type { CompletionStatus, NoticedBy, RecordChangeKind } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { RecordSource } from './observation';

/**
 * The ledger: one row for each completion (or unfinished enrolment) of a person in a course.
 *
 * Identity is (site, person, course, time completed). Writers are serialised by one advisory lock, which is what
 * keeps unfinished rows (no time yet) unique and `changeSeq` in the order of commits.
 */
@Entity('completion_records')
@Unique('uq_completion_records_identity', ['siteId', 'userId', 'courseId', 'completedAt'])
@Index('ix_completion_records_change_seq', ['changeSeq'], { unique: true })
@Index('ix_completion_records_changed_at', ['changedAt', 'changeSeq'])
@Index('ix_completion_records_user', ['userId', 'changeSeq'])
@Index('ix_completion_records_course', ['courseId', 'changeSeq'])
@Index('ix_completion_records_status', ['status', 'changeSeq'])
@Index('ix_completion_records_untold', ['siteId', 'id'], { where: `source_table IN ('event', 'import')` })
@Index('ix_completion_records_completed_at', ['completedAt', 'id'], {
  where: `status IN ('complete', 'completeviarpl')`,
})
export class CompletionRecordEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_completion_records' })
  id!: string;

  @Column({ type: 'text' })
  siteId!: string;

  @Column({ type: 'bigint' })
  userId!: string;

  @Column({ type: 'bigint' })
  courseId!: string;

  @Column({ type: 'timestamptz', nullable: true })
  completedAt!: Date | null;

  @Column({ type: 'text' })
  status!: CompletionStatus;

  @Column({ type: 'boolean' })
  isArchived!: boolean;

  @Column({ type: 'integer' })
  revision!: number;

  /** Position in the change feed; given in the order of commits. */
  @Column({ type: 'bigint' })
  changeSeq!: string;

  /** Never goes back: a later position has the same or a later time. */
  @Column({ type: 'timestamptz' })
  changedAt!: Date;

  @Column({ type: 'timestamptz' })
  capturedAt!: Date;

  /** Where it was read last. Provenance only: Totara deletes and re-creates rows. */
  @Column({ type: 'text' })
  sourceTable!: RecordSource;

  @Column({ type: 'bigint' })
  sourceRowId!: string;

  @Column({ type: 'text' })
  contentHash!: string;

  /** `json`, not `jsonb`: kept byte for byte and handed on as text. */
  @Column({ type: 'json' })
  publicJson!: unknown;

  /** What the present revision is, and how it was noticed. */
  @Column({ type: 'text' })
  changeKind!: RecordChangeKind;

  @Column({ type: 'text' })
  noticedBy!: NoticedBy;
}
