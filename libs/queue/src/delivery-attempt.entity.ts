import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What one attempt to deliver one item came to. Append-only: the panel reads these, not the log. */
@Entity('delivery_attempts')
@Index('ix_delivery_attempts_queue_item', ['queueItemId', 'id'])
export class DeliveryAttemptEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_delivery_attempts',
  })
  id!: string;

  @Column({ type: 'bigint' })
  queueItemId!: string;

  @Column({ type: 'smallint' })
  attempt!: number;

  @Column({ type: 'uuid' })
  batchId!: string;

  /** What became of it: a move of the queue item. */
  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'smallint', nullable: true })
  httpStatus!: number | null;

  @Column({ type: 'text', nullable: true })
  causeCode!: string | null;

  @Column({ type: 'text', nullable: true })
  causeDetail!: string | null;

  @Column({ type: 'integer' })
  durationMs!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  attemptedAt!: Date;
}
