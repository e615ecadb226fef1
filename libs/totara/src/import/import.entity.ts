import type {
  ImportDelimiter,
  ImportEncoding,
  ImportMapping,
  ImportState,
  ImportVerdict,
} from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ColumnFindings } from './mapping/column-survey';

/** One uploaded file of completions: how it is read, how far it is, and what came of it. */
@Entity('imports')
@Index('ix_imports_working', ['id'], { where: `state IN ('uploading', 'checking', 'applying')` })
@Index('ix_imports_rested', ['restedAt'], { where: 'rows_removed_at IS NULL' })
export class ImportEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_imports' })
  id!: string;

  @Column({ type: 'text' })
  siteId!: string;

  @Column({ type: 'text' })
  filename!: string;

  @Column({ type: 'text' })
  state!: ImportState;

  @Column({ type: 'bigint', default: 0 })
  bytes!: string;

  @Column({ type: 'text', nullable: true })
  encoding!: ImportEncoding | null;

  @Column({ type: 'text', nullable: true })
  delimiter!: ImportDelimiter | null;

  @Column({ type: 'json', nullable: true })
  columns!: ColumnFindings[] | null;

  @Column({ type: 'json', nullable: true })
  mapping!: ImportMapping | null;

  /** Rows of the file, and the line on which the last of them begins. */
  @Column({ type: 'integer', default: 0 })
  rowCount!: number;

  @Column({ type: 'integer', default: 0 })
  lastLine!: number;

  /** Up to this line, and so many rows, the work under way is done. */
  @Column({ type: 'integer', default: 0 })
  doneLine!: number;

  @Column({ type: 'integer', default: 0 })
  doneRows!: number;

  /** Up to this line the rows being applied have their last verdict; behind `doneLine` only between two steps. */
  @Column({ type: 'integer', default: 0 })
  judgedLine!: number;

  @Column({ type: 'json', nullable: true })
  verdicts!: Partial<Record<ImportVerdict, number>> | null;

  /** What of the new completions is queued: `none`, `all` or an ISO time; `null` before it is applied. */
  @Column({ type: 'text', nullable: true })
  deliver!: string | null;

  @Column({ type: 'integer', default: 0 })
  added!: number;

  @Column({ type: 'integer', default: 0 })
  revised!: number;

  @Column({ type: 'integer', default: 0 })
  queued!: number;

  @Column({ type: 'text', nullable: true })
  trouble!: string | null;

  @Column({ type: 'text', nullable: true })
  errorCode!: string | null;

  @Column({ type: 'text', nullable: true })
  errorDetail!: string | null;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;

  /** The last sign of life of an upload. */
  @Column({ type: 'timestamptz' })
  aliveAt!: Date;

  /** Since when nobody works on it; `null` while somebody does. */
  @Column({ type: 'timestamptz', nullable: true })
  restedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  rowsRemovedAt!: Date | null;
}
