import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One HTTP request to the target, with the beginning of its answer; no secret is in it. A partition a day. */
@Entity('delivery_requests')
export class DeliveryRequestEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_delivery_requests' })
  batchId!: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_delivery_requests' })
  startedAt!: Date;

  @Column({ type: 'integer' })
  durationMs!: number;

  @Column({ type: 'integer' })
  itemCount!: number;

  @Column({ type: 'integer' })
  requestBytes!: number;

  /** `answered`, or why there is no answer. */
  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'smallint', nullable: true })
  httpStatus!: number | null;

  @Column({ type: 'text', nullable: true })
  answer!: string | null;
}
