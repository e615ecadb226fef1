import type { BackfillState, StoppedGroupView } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A manager's request to queue completions of the past, and how far it has come. Survives restarts. */
@Entity('backfills')
@Index('ix_backfills_created_at', ['createdAt', 'id'])
@Index('ix_backfills_under_way', ['createdAt', 'id'], { where: `state IN ('counting', 'running')` })
export class BackfillEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_backfills' })
  id!: string;

  @Column({ type: 'text' })
  siteId!: string;

  @Column({ type: 'timestamptz', nullable: true })
  completedFrom!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  completedTo!: Date | null;

  /** Empty where all are meant. */
  @Column({ type: 'bigint', array: true })
  courseIds!: string[];

  @Column({ type: 'bigint', array: true })
  userIds!: string[];

  @Column({ type: 'boolean' })
  isDryRun!: boolean;

  @Column({ type: 'boolean' })
  isForced!: boolean;

  @Column({ type: 'integer' })
  ratePerSecond!: number;

  @Column({ type: 'text' })
  requestedBy!: string;

  @Column({ type: 'text' })
  state!: BackfillState;

  /** The change sequence of the last record that was looked at. */
  @Column({ type: 'bigint', default: 0 })
  position!: string;

  /** Which of the named courses or people that record belongs to, by its place in the list. */
  @Column({ type: 'integer', default: 0 })
  namedIndex!: number;

  @Column({ type: 'bigint', default: 0 })
  lookedAt!: string;

  @Column({ type: 'bigint', nullable: true })
  estimatedTotal!: string | null;

  @Column({ type: 'bigint', default: 0 })
  newCount!: string;

  @Column({ type: 'bigint', default: 0 })
  alreadySent!: string;

  @Column({ type: 'bigint', default: 0 })
  alreadyWaiting!: string;

  @Column({ type: 'json' })
  stopped!: StoppedGroupView[];

  @Column({ type: 'bigint', default: 0 })
  queued!: string;

  /** Failures since it last came forward. */
  @Column({ type: 'smallint', default: 0 })
  failures!: number;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  /** When the present stretch of work began, and with how many records looked at: its speed tells when it ends. */
  @Column({ type: 'timestamptz', nullable: true })
  resumedAt!: Date | null;

  @Column({ type: 'bigint', default: 0 })
  resumedFrom!: string;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
