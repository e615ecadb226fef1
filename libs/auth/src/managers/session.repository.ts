import { Injectable } from '@nestjs/common';
import type { ManagerRole } from '@oracle-integration/contracts';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

export interface LiveSession {
  managerId: string;
  email: string;
  role: ManagerRole;
  csrfToken: string;
  expiresAt: Date;
}

/** Ends after 8 hours without use, and 7 days after signing in at the latest. */
const IDLE = `interval '8 hours'`;
const ABSOLUTE = `interval '7 days'`;

/** Every query on sessions. All times are the database's. */
@Injectable()
export class SessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tokenHash: Buffer, managerId: string, csrfToken: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      `WITH ended AS (DELETE FROM sessions WHERE expires_at < now())
       INSERT INTO sessions (token_hash, manager_id, csrf_token, expires_at) VALUES ($1, $2, $3, now() + ${IDLE})`,
      [tokenHash, managerId, csrfToken],
    );
  }

  /** The session behind a cookie while it lives, and moves its end on, at most once a minute. */
  async findLive(tokenHash: Buffer): Promise<LiveSession | undefined> {
    const [row] = await selectRows<LiveSession>(
      this.dataSource,
      `WITH used AS (
         UPDATE sessions SET expires_at = least(now() + ${IDLE}, created_at + ${ABSOLUTE})
          WHERE token_hash = $1 AND expires_at > now()
            AND expires_at < least(now() + ${IDLE}, created_at + ${ABSOLUTE}) - interval '1 minute')
       SELECT manager.id AS "managerId", manager.email, manager.role, session.csrf_token AS "csrfToken",
              session.expires_at AS "expiresAt"
         FROM sessions session JOIN managers manager ON manager.id = session.manager_id
        WHERE session.token_hash = $1 AND session.expires_at > now()`,
      [tokenHash],
    );
    return row;
  }

  async delete(tokenHash: Buffer): Promise<void> {
    await affectedRows(this.dataSource, 'DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
  }
}
