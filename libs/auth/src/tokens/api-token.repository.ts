import { Injectable } from '@nestjs/common';
import { API_TOKEN_SCOPES, API_TOKENS_ACTIVE_MAX } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { ApiTokenEntity } from './api-token.entity';

/** Every process listens here for tokens that were added or ended. */
export const API_TOKENS_CHANNEL = 'api_tokens';

/** How many that have ended are still told from those that never were. */
const ENDED_SHOWN_MAX = 200;

/** What is kept of a token when it is made. */
export type ApiTokenFacts = Pick<
  ApiTokenEntity,
  | 'id'
  | 'label'
  | 'hint'
  | 'tokenHash'
  | 'consumerId'
  | 'scopes'
  | 'allowedAddresses'
  | 'expiresAt'
  | 'createdBy'
>;

/** Every query on API tokens and consumers. */
@Injectable()
export class ApiTokenRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** All that are active and those that ended last, with their consumers. */
  known(manager: EntityManager = this.dataSource.manager): Promise<ApiTokenEntity[]> {
    return manager
      .createQueryBuilder(ApiTokenEntity, 'token')
      .innerJoinAndSelect('token.consumer', 'consumer')
      .orderBy('token.expiresAt', 'DESC', 'NULLS FIRST')
      .limit(API_TOKENS_ACTIVE_MAX + ENDED_SHOWN_MAX)
      .getMany();
  }

  /** Only those that an id names. */
  find(id: string, manager: EntityManager = this.dataSource.manager): Promise<ApiTokenEntity | null> {
    return manager.findOne(ApiTokenEntity, { where: { id }, relations: { consumer: true } });
  }

  async isFull(manager: EntityManager): Promise<boolean> {
    const [row] = await selectRows<{ count: number }>(
      manager,
      `SELECT count(*)::integer AS count FROM (
         SELECT FROM api_tokens WHERE expires_at IS NULL OR expires_at > now() LIMIT $1) active`,
      [API_TOKENS_ACTIVE_MAX],
    );
    return row!.count >= API_TOKENS_ACTIVE_MAX;
  }

  /** The consumer of that name, a new one where there was none. */
  async consumerNamed(name: string, executor: SqlExecutor = this.dataSource): Promise<number> {
    const [row] = await selectRows<{ id: number }>(
      executor,
      // Without an update a name that is there already would answer with no id.
      `INSERT INTO consumers (name) VALUES ($1)
       ON CONFLICT ON CONSTRAINT uq_consumers_name DO UPDATE SET name = excluded.name RETURNING id`,
      [name],
    );
    return row!.id;
  }

  async add(manager: EntityManager, facts: ApiTokenFacts): Promise<void> {
    await manager.insert(ApiTokenEntity, facts);
    await this.tell(manager);
  }

  /** A token without limits that came by the environment, with a consumer of the same name. */
  async addIfAbsent(label: string, tokenHash: Buffer): Promise<void> {
    const consumerId = await this.consumerNamed(label);
    const added = await affectedRows(
      this.dataSource,
      `INSERT INTO api_tokens (id, label, token_hash, consumer_id, scopes, allowed_addresses)
       VALUES ($1, $2, $3, $4, $5, '{}') ON CONFLICT ON CONSTRAINT uq_api_tokens_token_hash DO NOTHING`,
      [randomUUID(), label, tokenHash, consumerId, API_TOKEN_SCOPES],
    );
    if (added > 0) await this.tell(this.dataSource);
  }

  /** Ends one that is active: false when it has ended already. */
  async revoke(id: string, revokedBy: string, manager: EntityManager): Promise<boolean> {
    const revoked = await affectedRows(
      manager,
      `UPDATE api_tokens SET revoked_at = now(), revoked_by = $2, expires_at = now()
        WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [id, revokedBy],
    );
    if (revoked > 0) await this.tell(manager);
    return revoked > 0;
  }

  /** Lets an active one live no longer than the overlap with the one that takes its place: false when it has ended. */
  async endAfter(id: string, overlapHours: number, manager: EntityManager): Promise<boolean> {
    const ending = await affectedRows(
      manager,
      `UPDATE api_tokens SET expires_at = least(expires_at, now() + make_interval(hours => $2))
        WHERE id = $1 AND (expires_at IS NULL OR expires_at > now())`,
      [id, overlapHours],
    );
    return ending > 0;
  }

  async noteReplacement(id: string, replacedBy: string, manager: EntityManager): Promise<void> {
    await affectedRows(manager, 'UPDATE api_tokens SET replaced_by = $2 WHERE id = $1', [id, replacedBy]);
  }

  async noteUse(id: string, address: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      'UPDATE api_tokens SET last_used_at = now(), last_used_from = $2 WHERE id = $1',
      [id, address],
    );
  }

  async lastUsedAt(): Promise<Date | null> {
    const [row] = await selectRows<{ at: Date | null }>(
      this.dataSource,
      'SELECT max(last_used_at) AS at FROM api_tokens',
    );
    return row?.at ?? null;
  }

  /** Reaches the listeners when the transaction commits. */
  private async tell(executor: SqlExecutor): Promise<void> {
    await selectRows(executor, 'SELECT pg_notify($1, $2)', [API_TOKENS_CHANNEL, '']);
  }
}
