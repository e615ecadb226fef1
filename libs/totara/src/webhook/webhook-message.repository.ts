import { Injectable } from '@nestjs/common';
import { WEBHOOK_LATEST_MAX, type WebhookMessageState } from '@oracle-integration/contracts';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { About } from './message/message-subject';

/** Notified when messages wait to be followed up. */
export const WEBHOOK_CHANNEL = 'webhook_messages';

/** A message as it is kept when it comes. */
export interface NewMessage {
  readonly siteId: string;
  readonly digest: Buffer;
  readonly event: string;
  readonly about: About | null;
  readonly userId: number;
  readonly courseId: number;
  readonly sourceRowId: number;
  readonly eventAt: Date;
  readonly state: Extract<WebhookMessageState, 'waiting' | 'ignored' | 'unreadable'>;
  readonly reason: string | null;
  readonly body: string;
}

/** What a manager sees of a message. */
export interface MessageRow {
  readonly id: string;
  readonly event: string;
  readonly state: WebhookMessageState;
  readonly reason: string | null;
  readonly userId: string;
  readonly courseId: string;
  readonly eventAt: Date;
  readonly receivedAt: Date;
  readonly settledAt: Date | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
}

const PURGE_BATCH = 1000;
const REQUEUE_BATCH = 10_000;

/** Every query on messages but those of following them up. */
@Injectable()
export class WebhookMessageRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes a message down; `undefined` when it was kept before. A dead one that is sent again is followed up again:
   * somebody asked for it.
   */
  async keep(message: NewMessage): Promise<string | undefined> {
    const [row] = await selectRows<{ id: string }>(
      this.dataSource,
      `INSERT INTO webhook_messages AS kept
         (site_id, digest, event, about, user_id, course_id, source_row_id, event_at, state, reason, settled_at,
          body_bytes, body)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $9 = 'waiting' THEN NULL ELSE now() END,
               octet_length($11), $11)
       ON CONFLICT ON CONSTRAINT uq_webhook_messages_digest DO UPDATE
         SET state = 'waiting', attempts = 0, next_attempt_at = now(), reason = NULL, settled_at = NULL
       WHERE kept.state = 'dead'
       RETURNING id`,
      [
        message.siteId,
        message.digest,
        message.event,
        message.about,
        message.userId,
        message.courseId,
        message.sourceRowId,
        message.eventAt,
        message.state,
        message.reason,
        message.body,
      ],
    );
    return row?.id;
  }

  async findByDigest(siteId: string, digest: Buffer): Promise<string | undefined> {
    const [row] = await selectRows<{ id: string }>(
      this.dataSource,
      'SELECT id FROM webhook_messages WHERE site_id = $1 AND digest = $2',
      [siteId, digest],
    );
    return row?.id;
  }

  /** Tells whoever follows messages up that there are some. */
  async announce(): Promise<void> {
    await selectRows(this.dataSource, `SELECT pg_notify($1, '')`, [WEBHOOK_CHANNEL]);
  }

  /** The messages that came last, the newest first. */
  latest(): Promise<MessageRow[]> {
    return selectRows<MessageRow>(
      this.dataSource,
      `SELECT id, event, state, reason, user_id AS "userId", course_id AS "courseId", event_at AS "eventAt",
              received_at AS "receivedAt", settled_at AS "settledAt", attempts, next_attempt_at AS "nextAttemptAt"
         FROM webhook_messages ORDER BY id DESC LIMIT ${WEBHOOK_LATEST_MAX}`,
    );
  }

  /** Puts dead messages back into the line. */
  async requeueDead(): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE webhook_messages
          SET state = 'waiting', attempts = 0, next_attempt_at = now(), reason = NULL, settled_at = NULL
        WHERE id IN (SELECT id FROM webhook_messages WHERE state = 'dead'
                      ORDER BY settled_at LIMIT ${REQUEUE_BATCH} FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** Deletes one batch of what is settled for so long that nobody asks for it. Safe to run in several processes. */
  async purgeSettled(olderThanDays: number): Promise<{ deleted: number; isMore: boolean }> {
    return this.purge(`state IN ('done', 'ignored')`, olderThanDays);
  }

  /** The same of what a manager may still have to look into. */
  async purgeKept(olderThanDays: number): Promise<{ deleted: number; isMore: boolean }> {
    const counts = await Promise.all(
      ['unreadable', 'dead', 'parked'].map((state) => this.purge(`state = '${state}'`, olderThanDays)),
    );
    return {
      deleted: counts.reduce((sum, { deleted }) => sum + deleted, 0),
      isMore: counts.some(({ isMore }) => isMore),
    };
  }

  private async purge(where: string, days: number): Promise<{ deleted: number; isMore: boolean }> {
    const deleted = await affectedRows(
      this.dataSource,
      `DELETE FROM webhook_messages
        WHERE id IN (SELECT id FROM webhook_messages
                      WHERE ${where} AND settled_at < now() - make_interval(days => $1)
                      ORDER BY settled_at LIMIT ${PURGE_BATCH} FOR UPDATE SKIP LOCKED)`,
      [days],
    );
    return { deleted, isMore: deleted === PURGE_BATCH };
  }
}
