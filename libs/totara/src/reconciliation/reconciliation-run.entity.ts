import type { ReconciliationReason } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** `current` and `history` are the site's tables; `untold` are records that neither of them told. */
export type ReconciliationPhase = 'current' | 'history' | 'untold';

/** One comparison of the whole site with the ledger, and how far it is. Survives restarts. */
@Entity('reconciliation_runs')
@Index('uq_reconciliation_runs_site_id_where_open', ['siteId'], {
  unique: true,
  where: 'finished_at IS NULL',
})
@Index('ix_reconciliation_runs_site_id_finished_at', ['siteId', 'finishedAt'])
export class ReconciliationRunEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_reconciliation_runs' })
  id!: string;

  @Column({ type: 'text' })
  siteId!: string;

  @Column({ type: 'text' })
  reason!: ReconciliationReason;

  @Column({ type: 'text', default: 'current' })
  phase!: ReconciliationPhase;

  /** The last row compared in this phase, or the last record. */
  @Column({ type: 'text', default: '0' })
  afterId!: string;

  /** How far the tables had been read when it began; what is beyond is the change feed's business. */
  @Column({ type: 'bigint', nullable: true })
  currentEndId!: string | null;

  @Column({ type: 'bigint', nullable: true })
  historyEndId!: string | null;

  @Column({ type: 'bigint', default: 0 })
  rowsCompared!: string;

  @Column({ type: 'bigint', default: 0 })
  rowsDiffering!: string;

  @Column({ type: 'bigint', default: 0 })
  recordsAdded!: string;

  @Column({ type: 'bigint', default: 0 })
  recordsRevised!: string;

  /** What of the policies keeps completions back, as it was when it began; `null`: begun by an earlier version. */
  @Column({ type: 'text', nullable: true })
  policy!: string | null;

  /** A manager confirmed that what vanished from the site is really gone. */
  @Column({ type: 'boolean', default: false })
  isRemovalConfirmed!: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  requestedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  troubleCode!: string | null;

  @Column({ type: 'text', nullable: true })
  troubleReason!: string | null;

  @Column({ type: 'text', nullable: true })
  troubleAction!: string | null;
}
