import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LedgerPosition } from '@oracle-integration/completions';
import type { HistoryFileState, HistoryScope, HistoryStatus } from '@oracle-integration/contracts';
import type { MappingRules } from '../mapping/mapping-rules';
import type { HistoryRules } from './history-rules';

/** What was asked for. */
export interface HistoryOrder {
  readonly scope: HistoryScope;
  readonly from: string | null;
  readonly to: string | null;
  readonly courseIds: readonly number[] | null;
  readonly statuses: readonly HistoryStatus[];
  readonly dryRun: boolean;
}

/** The settings as they were when it was asked for: one file is written by one set of rules, whatever is changed. */
export interface FileRules {
  readonly siteId: string;
  readonly record: HistoryRules;
  readonly mapping: MappingRules;
  readonly isArchivedWritten: boolean;
}

/** How many completions are left out for one reason. */
export interface ReasonCount {
  readonly code: string;
  readonly count: number;
}

/** Completions that are written into an HCM Data Loader file, and how far it has come. Survives restarts. */
@Entity('history_files')
@Index('ix_history_files_created_at', ['createdAt', 'id'])
@Index('uq_history_files_state_where_running', ['state'], { unique: true, where: `state = 'running'` })
@Index('ix_history_files_finished_at_where_kept', ['finishedAt'], { where: 'is_kept' })
@Check('ck_history_files_state', "state IN ('running', 'finished', 'cancelled', 'failed', 'removed')")
export class HistoryFileEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_history_files' })
  id!: string;

  @Column({ type: 'text' })
  state!: HistoryFileState;

  @Column({ type: 'json' })
  order!: HistoryOrder;

  @Column({ type: 'json' })
  rules!: FileRules;

  /** The completion that was looked at last; `null` before the first. */
  @Column({ type: 'json', nullable: true })
  position!: LedgerPosition | null;

  /** Pages of the ledger that were looked at; the chunk of a page has its number. */
  @Column({ type: 'integer', default: 0 })
  pages!: number;

  @Column({ type: 'bigint', default: 0 })
  selected!: string;

  @Column({ type: 'bigint', default: 0 })
  written!: string;

  @Column({ type: 'bigint', default: 0 })
  leftOut!: string;

  @Column({ type: 'json', default: [] })
  reasons!: readonly ReasonCount[];

  @Column({ type: 'integer', default: 0 })
  parts!: number;

  /** Lines of the last part, without METADATA. */
  @Column({ type: 'integer', default: 0 })
  partLines!: number;

  @Column({ type: 'bigint', default: 0 })
  bytes!: string;

  /** Whether there may be chunks of it. */
  @Column({ type: 'boolean', default: true })
  isKept!: boolean;

  /** In a row, each of them tried again. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'text' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
