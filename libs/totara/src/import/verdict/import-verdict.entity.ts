import type { ImportVerdict } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What became of one row. A table beside the rows, which are wide: a check writes a million of these, and would
 * otherwise write every row a second time.
 */
@Entity('import_verdicts')
@Index('ix_import_verdicts_verdict', ['importId', 'verdict', 'line'])
@Index('ix_import_verdicts_identity', ['importId', 'identity', 'line'], { where: 'identity IS NOT NULL' })
export class ImportVerdictEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_import_verdicts' })
  importId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_import_verdicts' })
  line!: number;

  @Column({ type: 'text' })
  verdict!: ImportVerdict;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  faultyColumn!: string | null;

  @Column({ type: 'text', nullable: true })
  action!: string | null;

  /** The line that tells the same completion first. */
  @Column({ type: 'integer', nullable: true })
  firstLine!: number | null;

  @Column({ type: 'bigint', nullable: true })
  userId!: string | null;

  @Column({ type: 'bigint', nullable: true })
  courseId!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  completedAt!: Date | null;

  /** The same for rows that tell the same completion; `null` for those that tell none. */
  @Column({ type: 'uuid', nullable: true })
  identity!: string | null;
}
