import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What one attempt to deliver one item came to. Append-only, in a partition a day: the panel reads these, not the
 * service's log.
 */
@Entity('delivery_attempts')
export class DeliveryAttemptEntity {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_delivery_attempts' })
  queueItemId!: string;

  @PrimaryColumn({
    type: 'timestamptz',
    default: () => 'now()',
    primaryKeyConstraintName: 'pk_delivery_attempts',
  })
  attemptedAt!: Date;

  @Column({ type: 'smallint' })
  attempt!: number;

  /** The request by which it went out, in `delivery_requests`. */
  @Column({ type: 'uuid' })
  batchId!: string;

  /** The class of what came of it, for example `delivered` or `retry`. */
  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'smallint', nullable: true })
  httpStatus!: number | null;

  @Column({ type: 'text', nullable: true })
  causeCode!: string | null;

  @Column({ type: 'text', nullable: true })
  causeDetail!: string | null;
}
