import { Injectable } from '@nestjs/common';
import { ALERT_CHANNELS, type AlertChannel } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { ChannelStanding } from './alert.repository';
import type { AlertMessage } from './alert-message';

/** Longer than any way of sending may take: if the sender dies, the message is due again then. */
const LEASE_SECONDS = 180;
const SENT_AT_ONCE = 20;
/** How far back a channel's standing is looked for. */
const LOOKED_AT = 50;

export interface DueMessage {
  readonly id: string;
  readonly channel: AlertChannel;
  readonly body: AlertMessage;
  readonly attempts: number;
}

/** Every query on messages. They are written with what they tell of, and sent afterwards. */
@Injectable()
export class AlertMessageRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(executor: SqlExecutor, channels: readonly AlertChannel[], message: AlertMessage): Promise<void> {
    await affectedRows(
      executor,
      'INSERT INTO alert_messages (channel, body) SELECT unnest($1::text[]), $2::json',
      [channels, JSON.stringify(message)],
    );
  }

  /** Takes messages that are due, for this process alone as long as sending may take. */
  claimDue(): Promise<DueMessage[]> {
    return selectRows<DueMessage>(
      this.dataSource,
      `UPDATE alert_messages SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
        WHERE id IN (SELECT id FROM alert_messages
                      WHERE sent_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now()
                      ORDER BY next_attempt_at LIMIT ${SENT_AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING id, channel, body, attempts`,
    );
  }

  async noteSent(id: string): Promise<void> {
    await affectedRows(this.dataSource, 'UPDATE alert_messages SET sent_at = now() WHERE id = $1', [id]);
  }

  /** `retrySeconds` undefined: it is given up. */
  async noteFailure(id: string, failure: string, retrySeconds: number | undefined): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE alert_messages
          SET failure = $2, failed_at = now(), given_up_at = CASE WHEN $3::int IS NULL THEN now() END,
              next_attempt_at = now() + make_interval(secs => coalesce($3::int, 0))
        WHERE id = $1`,
      [id, failure.slice(0, 1_000), retrySeconds ?? null],
    );
  }

  /** How each channel fared with its latest messages. */
  async standings(): Promise<ChannelStanding[]> {
    return Promise.all(ALERT_CHANNELS.map((channel) => this.standing(channel)));
  }

  private async standing(channel: AlertChannel): Promise<ChannelStanding> {
    const [row] = await selectRows<Omit<ChannelStanding, 'channel'>>(
      this.dataSource,
      `WITH latest AS (SELECT * FROM alert_messages WHERE channel = $1 ORDER BY id DESC LIMIT ${LOOKED_AT}),
            trouble AS (SELECT * FROM latest WHERE failed_at IS NOT NULL AND sent_at IS NULL ORDER BY failed_at DESC LIMIT 1)
       SELECT (SELECT max(sent_at) FROM latest) AS "lastSentAt",
              (SELECT failed_at FROM trouble) AS "failedAt", (SELECT failure FROM trouble) AS failure,
              coalesce((SELECT given_up_at IS NOT NULL FROM trouble), false) AS "isGivenUp",
              (SELECT count(*) FROM latest WHERE sent_at IS NULL AND given_up_at IS NULL)::int AS waiting`,
      [channel],
    );
    return { channel, ...row! };
  }
}
