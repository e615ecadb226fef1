import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { HistoryUploadEntity } from './history-upload.entity';

/** An error that Oracle told of the part in hand; removed once its lines are gone through. */
@Entity('history_upload_messages')
@Index('ix_history_upload_messages_record', ['fileId', 'sourceSystemId'])
@Index('ix_history_upload_messages_line', ['fileId', 'fileLine'])
export class HistoryUploadMessageEntity {
  @ForeignKey(() => HistoryUploadEntity, {
    name: 'fk_history_upload_messages_upload',
    onDelete: 'CASCADE',
  })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_history_upload_messages' })
  fileId!: string;

  /** In Oracle's order. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_history_upload_messages' })
  number!: number;

  @Column({ type: 'integer', nullable: true })
  fileLine!: number | null;

  @Column({ type: 'text', nullable: true })
  sourceSystemId!: string | null;

  @Column({ type: 'text' })
  text!: string;
}
