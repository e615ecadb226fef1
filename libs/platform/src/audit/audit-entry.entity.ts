import type { AuditAction, AuditActorKind, AuditDetails } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody did, when and from where. The database refuses to change or remove it before its time. */
@Entity('audit_entries')
@Index('ix_audit_entries_at', ['at', 'id'])
@Index('ix_audit_entries_action', ['action', 'at', 'id'])
@Index('ix_audit_entries_actor_name', ['actorName', 'at', 'id'])
// GIN, which TypeORM cannot say; it is made by the migration.
@Index('ix_audit_entries_words', { synchronize: false })
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_entries',
  })
  id!: string;

  /** To the millisecond: a cursor holds it exactly. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' })
  at!: Date;

  @Column({ type: 'text' })
  action!: AuditAction;

  @Column({ type: 'text' })
  actorKind!: AuditActorKind;

  @Column({ type: 'text', nullable: true })
  actorId!: string | null;

  @Column({ type: 'text' })
  actorName!: string;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', nullable: true })
  target!: string | null;

  @Column({ type: 'jsonb' })
  details!: AuditDetails;

  /** All words of the entry, for the search. */
  @Column({ type: 'tsvector' })
  words!: string;
}
