import { Injectable } from '@nestjs/common';
import { type ManagerRole, SESSIONS_LISTED_MAX, type SignInMethod } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { SessionEntity } from './session.entity';

export interface LiveSession {
  id: string;
  managerId: string;
  email: string;
  role: ManagerRole;
  csrfToken: string;
  expiresAt: Date;
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly managerId: string;
  readonly csrfToken: string;
  readonly method: SignInMethod;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** A session ends after so long without use, and so long after signing in at the latest. */
export interface SessionLimits {
  readonly idleHours: number;
  readonly absoluteDays: number;
}

export type ListedSession = Pick<
  SessionEntity,
  'id' | 'managerId' | 'method' | 'address' | 'userAgent' | 'createdAt' | 'lastUsedAt' | 'expiresAt'
>;

const LISTED = `id, manager_id AS "managerId", method, address, user_agent AS "userAgent",
  created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"`;

/** Every query on sessions. All times are the database's. */
@Injectable()
export class SessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(session: NewSession, { idleHours, absoluteDays }: SessionLimits): Promise<void> {
    const { tokenHash, managerId, csrfToken, method, address, userAgent } = session;
    await affectedRows(
      this.dataSource,
      `WITH ended AS (DELETE FROM sessions WHERE expires_at < now())
       INSERT INTO sessions (id, token_hash, manager_id, csrf_token, method, address, user_agent, expires_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, now() + least(make_interval(hours => $7), make_interval(days => $8)))`,
      [tokenHash, managerId, csrfToken, method, address, userAgent, idleHours, absoluteDays],
    );
  }

  /** The session behind a cookie while it lives, and moves its end on, at most once a minute. */
  async findLive(
    tokenHash: Buffer,
    { idleHours, absoluteDays }: SessionLimits,
  ): Promise<LiveSession | undefined> {
    const [row] = await selectRows<LiveSession>(
      this.dataSource,
      `WITH used AS (
         UPDATE sessions
            SET expires_at = least(now() + make_interval(hours => $2), created_at + make_interval(days => $3)),
                last_used_at = now()
          WHERE token_hash = $1 AND expires_at > now() AND last_used_at < now() - interval '1 minute')
       SELECT session.id, manager.id AS "managerId", manager.email, manager.role,
              session.csrf_token AS "csrfToken", session.expires_at AS "expiresAt"
         FROM sessions session JOIN managers manager ON manager.id = session.manager_id
        WHERE session.token_hash = $1 AND manager.is_enabled
          -- Limits that were made shorter since hold for what is open as well.
          AND session.expires_at > now()
          AND session.created_at > now() - make_interval(days => $3)
          AND session.last_used_at > now() - make_interval(hours => $2)`,
      [tokenHash, idleHours, absoluteDays],
    );
    return row;
  }

  /** The sessions of a manager that are open, the latest first. */
  listOf(managerId: string): Promise<ListedSession[]> {
    return selectRows<ListedSession>(
      this.dataSource,
      `SELECT ${LISTED} FROM sessions WHERE manager_id = $1 AND expires_at > now()
        ORDER BY last_used_at DESC, id LIMIT ${SESSIONS_LISTED_MAX}`,
      [managerId],
    );
  }

  async find(id: string): Promise<ListedSession | undefined> {
    const [row] = await selectRows<ListedSession>(
      this.dataSource,
      `SELECT ${LISTED} FROM sessions WHERE id = $1`,
      [id],
    );
    return row;
  }

  async delete(tokenHash: Buffer): Promise<void> {
    await affectedRows(this.dataSource, 'DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
  }

  async deleteById(id: string, executor: SqlExecutor): Promise<number> {
    return affectedRows(executor, 'DELETE FROM sessions WHERE id = $1', [id]);
  }

  /** Ends all sessions of a manager but one; answers how many. */
  async deleteOf(managerId: string, executor: SqlExecutor, keptId: string | null = null): Promise<number> {
    return affectedRows(
      executor,
      'DELETE FROM sessions WHERE manager_id = $1 AND id IS DISTINCT FROM $2::uuid',
      [managerId, keptId],
    );
  }
}
