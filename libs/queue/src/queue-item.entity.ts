import type { QueueItemStatus } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { WAITS_AS_BACKFILLED, WAITS_AS_NEW } from './waiting-items';

/**
 * One delivery of one revision of a completion record. Narrow on purpose: it is rewritten at each move, and the
 * payload (in the ledger) would cost 3 KB of write-ahead log each time instead of 0.7 KB.
 */
@Entity('queue_items')
@Unique('uq_queue_items_record_revision', ['recordId', 'revision'])
@Index('ix_queue_items_due', ['nextAttemptAt', 'id'], { where: WAITS_AS_NEW })
@Index('ix_queue_items_due_backfilled', ['nextAttemptAt', 'id'], { where: WAITS_AS_BACKFILLED })
@Index('ix_queue_items_revoked', ['revokedAt', 'id'], { where: `status = 'sent' AND revoked_at IS NOT NULL` })
@Index('ix_queue_items_sent', ['sentAt', 'id'], { where: `status = 'sent' AND revoked_at IS NULL` })
@Index('ix_queue_items_unsent', ['status', 'causeCode', 'id'], {
  where: `status IN ('queued', 'failed', 'dead', 'parked', 'withdrawn')`,
})
@Index('ix_queue_items_failed', ['nextAttemptAt', 'id'], { where: `status = 'failed'` })
@Index('ix_queue_items_external_id', ['externalId'], { where: 'external_id IS NOT NULL' })
@Index('ix_queue_items_leases', ['leaseExpiresAt'], { where: `status = 'sending'` })
export class QueueItemEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_queue_items',
  })
  id!: string;

  @Column({ type: 'uuid' })
  recordId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'text' })
  status!: QueueItemStatus;

  /** Attempts that were answered for, or may have been; a hold burns none. */
  @Column({ type: 'smallint', default: 0 })
  attempts!: number;

  /**
   * Attempts that Oracle answered for, never set back: a receiver that keeps answers by their key would give the same
   * refusal for ever, so what is sent after an answer goes under another batch key.
   */
  @Column({ type: 'smallint', default: 0 })
  answered!: number;

  /** Sent in a request of its own, because the answer to a batch left its fate open. */
  @Column({ type: 'boolean', default: false })
  isAlone!: boolean;

  /** Queued by a backfill: whatever else is due goes first, so that no new completion waits behind the past. */
  @Column({ type: 'boolean', default: false })
  isBackfilled!: boolean;

  /** `infinity` on an item that is being sent: overtaken or revoked meanwhile, no attempt follows the present one. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column({ type: 'uuid', nullable: true })
  leaseId!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  leaseExpiresAt!: Date | null;

  /** `PUSH.<REASON>` of the last attempt that did not deliver. */
  @Column({ type: 'text', nullable: true })
  causeCode!: string | null;

  @Column({ type: 'text', nullable: true })
  causeDetail!: string | null;

  /** The number Oracle gave it. */
  @Column({ type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** When Oracle took it last. Kept while it is sent once more: Oracle has it, whatever becomes of the repetition. */
  @Column({ type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  /** When the site took the completion back although Oracle has it, or gets it from what is under way. */
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}
