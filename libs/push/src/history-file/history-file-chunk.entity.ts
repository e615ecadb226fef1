import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { HistoryFileEntity } from './history-file.entity';

/** What became of one page of the ledger: lines of the file, and rows of the report. */
@Entity('history_file_chunks')
@Index('ix_history_file_chunks_part', ['fileId', 'part', 'number'])
export class HistoryFileChunkEntity {
  @ForeignKey(() => HistoryFileEntity, { name: 'fk_history_file_chunks_file', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_history_file_chunks' })
  fileId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_history_file_chunks' })
  number!: number;

  @Column({ type: 'integer' })
  part!: number;

  /** Of its first line within LearningRecord.dat of its part; 1 is METADATA. */
  @Column({ type: 'integer' })
  firstLine!: number;

  @Column({ type: 'integer' })
  lines!: number;

  /** MERGE lines. */
  @Column({ type: 'text' })
  content!: string;

  /** Lines of CSV. */
  @Column({ type: 'text' })
  report!: string;

  /** The completion of each line, in their order. */
  @Column({ type: 'uuid', array: true })
  recordIds!: readonly string[];

  /** The revision of each line, in their order. */
  @Column({ type: 'integer', array: true })
  revisions!: readonly number[];

  /** Whoever is named in the lines or in the report, by their ids in Totara. */
  @Column({ type: 'bigint', array: true })
  people!: string[];
}
