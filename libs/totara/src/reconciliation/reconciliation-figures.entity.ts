import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Added up chunk by chunk, in the transaction that moves the run on: no chunk is counted twice or left out. */
@Entity('reconciliation_figures')
export class ReconciliationFiguresEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_reconciliation_figures' })
  runId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_reconciliation_figures' })
  dimension!: 'course' | 'day';

  /** The course, or the UTC day as days since 1970. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_reconciliation_figures' })
  key!: string;

  @Column({ type: 'bigint' })
  site!: string;

  @Column({ type: 'bigint' })
  ledger!: string;

  @Column({ type: 'bigint' })
  duplicates!: string;

  @Column({ type: 'bigint' })
  imported!: string;

  @Column({ type: 'bigint' })
  delivered!: string;

  @Column({ type: 'bigint' })
  waiting!: string;

  @Column({ type: 'bigint' })
  stopped!: string;

  @Column({ type: 'bigint' })
  notQueued!: string;

  @Column({ type: 'bigint', default: 0 })
  keptBack!: string;

  @Column({ type: 'bigint', default: 0 })
  acknowledged!: string;
}
