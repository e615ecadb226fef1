import { phpJson, webhookBody, type SiteEvent } from '@oracle-integration/testing';
import type { Pool } from 'pg';

/** A webhook that waits to be sent. */
export interface QueuedWebhook {
  id: number;
  event: string;
  body: Readonly<Record<string, unknown>>;
  /** Tries made so far. */
  attempt: number;
  /** Epoch seconds. */
  timeCreated: number;
}

/** How many webhooks are where. */
export interface WebhookCounts {
  queued: number;
  sent: number;
  deadLetters: number;
}

/**
 * The queue of webhooks as Totara keeps it, in two tables of the site: what was fired is sent though the sender was
 * away. The body is made when the event is fired, so a late try carries the state of then.
 */
export class WebhookQueue {
  private readonly queue: string;
  private readonly deadLetters: string;

  constructor(
    private readonly pool: Pool,
    prefix: string,
  ) {
    this.queue = `"${prefix}totara_webhook_payload_queue"`;
    this.deadLetters = `"${prefix}totara_webhook_dlq_item"`;
  }

  /** Makes the tables where they are missing. `next_send` is in milliseconds, so that tests need not wait. */
  async prepare(): Promise<void> {
    const columns = `id bigserial PRIMARY KEY, webhook_id bigint NOT NULL, event varchar(255) NOT NULL,
      body text NOT NULL, attempt integer NOT NULL DEFAULT 0, time_created bigint NOT NULL`;
    await this.pool.query(
      `CREATE TABLE IF NOT EXISTS ${this.queue} (${columns}, next_send bigint, time_sent bigint);
       CREATE TABLE IF NOT EXISTS ${this.deadLetters} (${columns})`,
    );
  }

  async enqueue(events: readonly SiteEvent[]): Promise<void> {
    await this.pool.query(
      `INSERT INTO ${this.queue} (webhook_id, event, body, time_created)
       SELECT 1, event, body, time_created
         FROM unnest($1::text[], $2::text[], $3::bigint[]) AS fired(event, body, time_created)`,
      [
        events.map(({ name }) => name),
        events.map((event) => phpJson(webhookBody(event))),
        events.map(({ time }) => time),
      ],
    );
  }

  /** What may be sent at this moment (epoch milliseconds), oldest first. */
  async due(nowMs: number, limit: number): Promise<QueuedWebhook[]> {
    const { rows } = await this.pool.query<{
      id: string;
      event: string;
      body: string;
      attempt: number;
      time_created: string;
    }>(
      `SELECT id, event, body, attempt, time_created FROM ${this.queue}
        WHERE time_sent IS NULL AND coalesce(next_send, 0) <= $1 ORDER BY id LIMIT $2`,
      [nowMs, limit],
    );
    return rows.map(({ id, event, body, attempt, time_created }) => ({
      id: Number(id),
      event,
      body: JSON.parse(body) as Record<string, unknown>,
      attempt,
      timeCreated: Number(time_created),
    }));
  }

  async markSent(id: number, attempt: number, nowMs: number): Promise<void> {
    await this.pool.query(`UPDATE ${this.queue} SET attempt = $2, time_sent = $3 WHERE id = $1`, [
      id,
      attempt,
      Math.floor(nowMs / 1000),
    ]);
  }

  async retryAt(id: number, attempt: number, nextMs: number): Promise<void> {
    await this.pool.query(`UPDATE ${this.queue} SET attempt = $2, next_send = $3 WHERE id = $1`, [
      id,
      attempt,
      Math.round(nextMs),
    ]);
  }

  async bury(id: number, attempt: number): Promise<void> {
    await this.pool.query(
      `WITH dead AS (DELETE FROM ${this.queue} WHERE id = $1 RETURNING webhook_id, event, body, time_created)
       INSERT INTO ${this.deadLetters} (webhook_id, event, body, attempt, time_created)
       SELECT webhook_id, event, body, $2, time_created FROM dead`,
      [id, attempt],
    );
  }

  async counts(): Promise<WebhookCounts> {
    const { rows } = await this.pool.query<WebhookCounts>(
      `SELECT count(*) FILTER (WHERE time_sent IS NULL)::int AS queued, count(time_sent)::int AS sent,
              (SELECT count(*)::int FROM ${this.deadLetters}) AS "deadLetters"
         FROM ${this.queue}`,
    );
    return rows[0] ?? { queued: 0, sent: 0, deadLetters: 0 };
  }
}
