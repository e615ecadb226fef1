import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What stays of a sent item that was purged: that Oracle has this revision, since when, under which number. */
@Entity('delivery_receipts')
export class DeliveryReceiptEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_delivery_receipts' })
  recordId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_delivery_receipts' })
  revision!: number;

  @Column({ type: 'timestamptz' })
  sentAt!: Date;

  @Column({ type: 'text', nullable: true })
  externalId!: string | null;
}
