import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A purge that a manager asked for; its items count as gone at once, and are removed bit by bit. */
@Entity('queue_purges')
@Index('ix_queue_purges_under_way', ['id'], { where: 'finished_at IS NULL' })
export class QueuePurgeEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_queue_purges',
  })
  id!: string;

  @Column({ type: 'timestamptz' })
  sentBefore!: Date;

  @Column({ type: 'text' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  requestedAt!: Date;

  @Column({ type: 'bigint' })
  itemsLeft!: string;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
