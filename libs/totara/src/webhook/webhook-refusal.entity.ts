import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WebhookErrorCode } from './webhook.errors';

/** How many messages of a site were turned away for one reason, since when: the sender may not send them again. */
@Entity('webhook_refusals')
export class WebhookRefusalEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_webhook_refusals' })
  siteId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_webhook_refusals' })
  code!: WebhookErrorCode;

  @Column({ type: 'bigint' })
  count!: string;

  @Column({ type: 'timestamptz' })
  since!: Date;

  @Column({ type: 'timestamptz' })
  lastAt!: Date;
}
