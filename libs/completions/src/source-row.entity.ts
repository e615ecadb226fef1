import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SourceTable } from './observation';
import type { SkipReason } from './source-row';

/**
 * One row of the site's completion tables, and what became of it.
 *
 * A table of its own beside the records, because several rows may show one completion and some show none: only with
 * all of them counted can a range of the site be compared with the ledger by one sum.
 */
@Entity('source_rows')
@Index('ix_source_rows_duplicates', ['siteId', 'sourceTable', 'rowId'], { where: `skipped = 'duplicate'` })
export class SourceRowEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_source_rows' })
  siteId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_source_rows' })
  sourceTable!: SourceTable;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_source_rows' })
  rowId!: string;

  @Column({ type: 'bigint' })
  userId!: string;

  @Column({ type: 'bigint' })
  courseId!: string;

  /** The site's own digest of the row when it was read last. */
  @Column({ type: 'bigint' })
  fingerprint!: string;

  @Column({ type: 'uuid', nullable: true })
  recordId!: string | null;

  @Column({ type: 'text', nullable: true })
  skipped!: SkipReason | null;
}
