import type { WebhookMessageState } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { About } from './message/message-subject';
import type { Told } from './follow-up/telling';

/** One message that a site sent: kept before it is answered, followed up afterwards. */
@Entity('webhook_messages')
@Unique('uq_webhook_messages_digest', ['siteId', 'digest'])
@Index('ix_webhook_messages_due', ['siteId', 'about', 'nextAttemptAt', 'id'], {
  where: `state IN ('waiting', 'failed')`,
})
@Index('ix_webhook_messages_leases', ['leaseExpiresAt'], { where: `state = 'working'` })
@Index('ix_webhook_messages_subject', ['siteId', 'userId', 'courseId', 'eventAt'])
@Index('ix_webhook_messages_settled', ['settledAt'], { where: `state IN ('done', 'ignored')` })
@Index('ix_webhook_messages_kept', ['state', 'settledAt'], {
  where: `state IN ('unreadable', 'dead', 'parked')`,
})
export class WebhookMessageEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_webhook_messages',
  })
  id!: string;

  @Column({ type: 'text' })
  siteId!: string;

  /** Of everything but what changes when the same message is sent again. */
  @Column({ type: 'bytea' })
  digest!: Buffer;

  /** Without a leading backslash; empty when it could not be read. */
  @Column({ type: 'text' })
  event!: string;

  /** What must be looked at because of it; `null` for nothing. */
  @Column({ type: 'text', nullable: true })
  about!: About | null;

  /** 0 where the message is not about one person, one course, one row of the site. */
  @Column({ type: 'bigint', default: 0 })
  userId!: string;

  @Column({ type: 'bigint', default: 0 })
  courseId!: string;

  @Column({ type: 'bigint', default: 0 })
  sourceRowId!: string;

  /** When it happened, by the sender's clock; when it was received, where the sender does not say. */
  @Column({ type: 'timestamptz' })
  eventAt!: Date;

  @Column({ type: 'text' })
  state!: WebhookMessageState;

  @Column({ type: 'smallint', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column({ type: 'uuid', nullable: true })
  leaseId!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  leaseExpiresAt!: Date | null;

  /** How far a message about many records has been followed up: a change sequence, or a place in its own list. */
  @Column({ type: 'bigint', default: 0 })
  walkPosition!: string;

  /** Where that ends: what changes later is not looked at because of this message. */
  @Column({ type: 'bigint', nullable: true })
  walkUntil!: string | null;

  /** What the ledger was told by the message itself, which decides what an earlier one that comes later may tell. */
  @Column({ type: 'text', nullable: true })
  told!: Told | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  receivedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  settledAt!: Date | null;

  @Column({ type: 'integer' })
  bodyBytes!: number;

  /** As it was sent, without the secret. */
  @Column({ type: 'text' })
  body!: string;
}
