import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { HistoryFileChunkEntity } from '../history-file-chunk.entity';

/** A line that Oracle refused. It goes with its chunk, which names the same person. */
@Entity('history_upload_refusals')
@ForeignKey(() => HistoryFileChunkEntity, ['fileId', 'chunk'], ['fileId', 'number'], {
  name: 'fk_history_upload_refusals_chunk',
  onDelete: 'CASCADE',
})
export class HistoryUploadRefusalEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_history_upload_refusals' })
  fileId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_history_upload_refusals' })
  chunk!: number;

  /** Within its chunk, from 0. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_history_upload_refusals' })
  place!: number;

  @Column({ type: 'integer' })
  part!: number;

  /** Within LearningRecord.dat of its part. */
  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid' })
  recordId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'text' })
  recordNumber!: string;

  @Column({ type: 'text' })
  sourceSystemId!: string;

  /** In Oracle's words. */
  @Column({ type: 'text' })
  text!: string;
}
