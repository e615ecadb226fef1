import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { About } from '../message/message-subject';
import type { ClaimedMessage, MessageClaim } from './claimed-message';
import type { Settlement } from './settlement';

/** A killed process's messages are free again this long after their claim, plus one sweep of five seconds. */
export const LEASE_SECONDS = 45;

/** An arbitrary constant: claims take turns, so that no two processes take messages about the same learner and course. */
const CLAIM_LOCK = 720_311_407;
/** Bodies read at once. The first message is always taken, also when it is larger by itself. */
const CLAIM_BYTES = 8 * 1024 * 1024;
/** Later messages about the same that are looked at for one that comes late. */
const LATER_LIMIT = 50;

/** What later messages about the same learner and course have told the ledger already. */
export interface ToldSince {
  /** A later state of the very same row. */
  readonly sameRow: boolean;
  readonly row: boolean;
  readonly revoked: boolean;
  readonly archived: boolean;
  readonly described: boolean;
}

type ClaimedRow = Omit<
  ClaimedMessage,
  'userId' | 'courseId' | 'sourceRowId' | 'walkPosition' | 'walkUntil'
> & {
  userId: string;
  courseId: string;
  sourceRowId: string;
  walkPosition: string;
  walkUntil: string | null;
};

/** Every query of following messages up. All times are the database's. */
@Injectable()
export class MessageClaimRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Claims due messages of a site of one kind, oldest first, skipping what another process holds and what is about a
   * learner and course that another process has in hand. Committed on return.
   */
  async claimDue(siteId: string, about: About, limit: number): Promise<MessageClaim> {
    const leaseId = randomUUID();
    const rows = await this.dataSource.transaction(async (manager) => {
      await selectRows(manager, 'SELECT pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
      return selectRows<ClaimedRow>(manager, CLAIM, [
        siteId,
        about,
        limit,
        CLAIM_BYTES,
        leaseId,
        LEASE_SECONDS,
      ]);
    });
    return { leaseId, messages: rows.map(messageFrom) };
  }

  /**
   * Writes down what following up came to, for the messages still held under the lease.
   *
   * @returns how many were settled; the others were taken by another process after the lease ran out.
   */
  settle(leaseId: string, settlements: readonly Settlement[]): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE webhook_messages AS message
          SET state = outcome.state, reason = outcome.reason, told = coalesce(outcome.told, message.told),
              attempts = message.attempts + outcome."isAttempt"::int,
              next_attempt_at = now() + make_interval(secs => outcome."delaySeconds"),
              walk_position = outcome."walkPosition", walk_until = outcome."walkUntil",
              settled_at = CASE WHEN outcome.state IN ('waiting', 'failed') THEN NULL ELSE now() END,
              lease_id = NULL, lease_expires_at = NULL
         FROM json_to_recordset($1::json) AS outcome(id bigint, state text, reason text, told text,
              "isAttempt" boolean, "delaySeconds" double precision, "walkPosition" bigint, "walkUntil" bigint)
        WHERE message.id = outcome.id AND message.state = 'working' AND message.lease_id = $2`,
      [JSON.stringify(settlements), leaseId],
    );
  }

  /** Frees what killed processes held. */
  reclaimExpired(): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE webhook_messages SET state = 'waiting', lease_id = NULL, lease_expires_at = NULL, next_attempt_at = now()
        WHERE id IN (SELECT id FROM webhook_messages WHERE state = 'working' AND lease_expires_at < now()
                      ORDER BY lease_expires_at LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** When the next message of a site falls due, if any waits. */
  async nextDueAt(siteId: string, abouts: readonly About[]): Promise<Date | undefined> {
    const [row] = await selectRows<{ at: Date | null }>(
      this.dataSource,
      `SELECT min(first.at) AS at FROM unnest($2::text[]) AS wanted(about) CROSS JOIN LATERAL (
         SELECT next_attempt_at AS at FROM webhook_messages
          WHERE site_id = $1 AND about = wanted.about AND state IN ('waiting', 'failed')
          ORDER BY next_attempt_at, id LIMIT 1) first`,
      [siteId, abouts],
    );
    return row?.at ?? undefined;
  }

  /** Puts what waited for a database back into the line, now that there is one. */
  unpark(siteId: string, limit: number): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE webhook_messages SET state = 'waiting', reason = NULL, settled_at = NULL, next_attempt_at = now()
        WHERE id IN (SELECT id FROM webhook_messages WHERE state = 'parked' AND site_id = $1
                      ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [siteId, limit],
    );
  }

  /** What messages that happened later than the given ones, about the same, told already; by message id. */
  async toldSince(messageIds: readonly string[]): Promise<ReadonlyMap<string, ToldSince>> {
    const rows = await selectRows<ToldSince & { id: string }>(
      this.dataSource,
      `SELECT message.id, bool_or(later.told = 'row' AND later.source_row_id > 0
                                  AND later.source_row_id = message.source_row_id) AS "sameRow",
              bool_or(later.told = 'row') AS "row", bool_or(later.told = 'revoked') AS "revoked",
              bool_or(later.told = 'archived') AS "archived", bool_or(later.told = 'described') AS "described"
         FROM webhook_messages message CROSS JOIN LATERAL (
           SELECT told, source_row_id FROM webhook_messages other
            WHERE other.site_id = message.site_id AND other.user_id = message.user_id
              AND other.course_id = message.course_id AND other.event_at > message.event_at
              AND other.told IS NOT NULL AND other.about = message.about
            ORDER BY other.event_at DESC LIMIT ${LATER_LIMIT}) later
        WHERE message.id = ANY($1) AND (message.user_id > 0 OR message.course_id > 0)
        GROUP BY message.id`,
      [messageIds],
    );
    return new Map(rows.map(({ id, ...told }) => [id, told]));
  }
}

/**
 * What is in hand is read once, from its own small index, and hashed. Asked for each candidate instead, a table that
 * PostgreSQL has not counted yet (the first burst after an installation) took 30 seconds a claim.
 */
const CLAIM = `WITH in_hand AS MATERIALIZED (
    SELECT user_id, course_id FROM webhook_messages
     WHERE state = 'working' AND (user_id > 0 OR course_id > 0)),
  candidate AS MATERIALIZED (
    SELECT id, state, body_bytes, next_attempt_at FROM webhook_messages AS message
     WHERE site_id = $1 AND about = $2 AND state IN ('waiting', 'failed') AND next_attempt_at <= now()
       AND (user_id, course_id) NOT IN (SELECT user_id, course_id FROM in_hand)
     ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
  due AS (
    SELECT id, state FROM (
      SELECT id, state, body_bytes, sum(body_bytes) OVER (ORDER BY next_attempt_at, id) AS bytes_so_far FROM candidate) summed
     WHERE bytes_so_far - body_bytes < $4)
  UPDATE webhook_messages AS message
     SET state = 'working', lease_id = $5, lease_expires_at = now() + make_interval(secs => $6)
    FROM due WHERE message.id = due.id
  RETURNING message.id, message.about, message.event, message.event_at AS "eventAt", message.attempts,
            due.state = 'failed' AS "hasFailed",
            message.user_id AS "userId", message.course_id AS "courseId", message.source_row_id AS "sourceRowId",
            message.walk_position AS "walkPosition", message.walk_until AS "walkUntil", message.body`;

function messageFrom(row: ClaimedRow): ClaimedMessage {
  return {
    ...row,
    userId: Number(row.userId),
    courseId: Number(row.courseId),
    sourceRowId: Number(row.sourceRowId),
    walkPosition: Number(row.walkPosition),
    walkUntil: row.walkUntil === null ? null : Number(row.walkUntil),
  };
}
