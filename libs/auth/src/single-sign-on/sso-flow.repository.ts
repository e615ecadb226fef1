import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { SsoFlowEntity } from './sso-flow.entity';

export type SsoFlow = Omit<SsoFlowEntity, 'manager' | 'expiresAt'>;

/** Every query on sign-ins that are under way. All times are the database's. */
@Injectable()
export class SsoFlowRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps one for ten minutes: long enough for a second factor. */
  async insert(flow: SsoFlow): Promise<void> {
    const { stateHash, browserHash, nonce, codeVerifier, returnTo, managerId } = flow;
    await affectedRows(
      this.dataSource,
      `WITH ended AS (DELETE FROM sso_flows WHERE expires_at < now())
       INSERT INTO sso_flows (state_hash, browser_hash, nonce, code_verifier, return_to, manager_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + interval '10 minutes')`,
      [stateHash, browserHash, nonce, codeVerifier, returnTo, managerId],
    );
  }

  /** Uses one up; `undefined` when it is not of this browser, was used already, or took too long. */
  async take(stateHash: Buffer, browserHash: Buffer): Promise<SsoFlow | undefined> {
    const [row] = await selectRows<SsoFlow>(
      this.dataSource,
      `DELETE FROM sso_flows WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > now()
       RETURNING state_hash AS "stateHash", browser_hash AS "browserHash", nonce,
                 code_verifier AS "codeVerifier", return_to AS "returnTo", manager_id AS "managerId"`,
      [stateHash, browserHash],
    );
    return row;
  }
}
