import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { ApiTokenIdentity } from './api-token.service';

/** Every query on API tokens. */
@Injectable()
export class ApiTokenRepository {
  constructor(private readonly dataSource: DataSource) {}

  async findActive(tokenHash: Buffer): Promise<ApiTokenIdentity | undefined> {
    const [row] = await selectRows<{ id: string; label: string; consumer_id: number }>(
      this.dataSource,
      'SELECT id, label, consumer_id FROM api_tokens WHERE token_hash = $1 AND revoked_at IS NULL',
      [tokenHash],
    );
    return row && { id: row.id, label: row.label, consumerId: row.consumer_id };
  }

  /** A token with a consumer of the same name. */
  async addIfAbsent(label: string, tokenHash: Buffer): Promise<void> {
    await affectedRows(
      this.dataSource,
      `WITH consumer AS (
         INSERT INTO consumers (name) VALUES ($2)
         -- Without an update a name that is there already would answer with no id.
         ON CONFLICT ON CONSTRAINT uq_consumers_name DO UPDATE SET name = excluded.name
         RETURNING id)
       INSERT INTO api_tokens (id, label, token_hash, consumer_id) SELECT $1, $2, $3, id FROM consumer
       ON CONFLICT ON CONSTRAINT uq_api_tokens_token_hash DO NOTHING`,
      [randomUUID(), label, tokenHash],
    );
  }

  async noteUse(id: string): Promise<void> {
    await affectedRows(this.dataSource, 'UPDATE api_tokens SET last_used_at = now() WHERE id = $1', [id]);
  }

  async lastUsedAt(): Promise<Date | null> {
    const [row] = await selectRows<{ at: Date | null }>(
      this.dataSource,
      'SELECT max(last_used_at) AS at FROM api_tokens',
    );
    return row?.at ?? null;
  }
}
