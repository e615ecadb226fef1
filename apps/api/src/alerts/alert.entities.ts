import type { AlertChannel, AlertKind } from '@oracle-integration/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AlertMessage } from './alert-message';

/** One thing that people were told of. */
@Entity('alerts')
@Index('uq_alerts_kind_subject_where_open', ['kind', 'subject'], { unique: true, where: 'closed_at IS NULL' })
@Index('ix_alerts_closed_at', ['closedAt'])
export class AlertEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_alerts',
  })
  id!: string;

  @Column({ type: 'text' })
  kind!: AlertKind;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  action!: string;

  /** Where the control panel shows it. */
  @Column({ type: 'text' })
  path!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;

  /** Not so any more since then; it is over when it stays away. */
  @Column({ type: 'timestamptz', nullable: true })
  absentSince!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}

/** One message over one channel, until it got through or was given up. */
@Entity('alert_messages')
@Index('ix_alert_messages_next_attempt_at_where_waiting', ['nextAttemptAt'], {
  where: 'sent_at IS NULL AND given_up_at IS NULL',
})
@Index('ix_alert_messages_channel', ['channel', 'id'])
@Index('ix_alert_messages_created_at', ['createdAt'])
export class AlertMessageEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_alert_messages',
  })
  id!: string;

  @Column({ type: 'text' })
  channel!: AlertChannel;

  @Column({ type: 'json' })
  body!: AlertMessage;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  givenUpAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  failedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;
}

/** What must be known of earlier looks. One row. */
@Entity('alert_memories')
@Check('ck_alert_memories_id', 'id = 1')
export class AlertMemoryEntity {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'pk_alert_memories' })
  id!: number;

  /** The fewest given-up completions since then: what is beyond is growth. */
  @Column({ type: 'bigint', nullable: true })
  deadLowest!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  deadSince!: Date | null;

  /** Of the last digest, in its time zone. */
  @Column({ type: 'text', nullable: true })
  digestDay!: string | null;
}

export const ALERT_ENTITIES = [AlertEntity, AlertMessageEntity, AlertMemoryEntity] as const;
