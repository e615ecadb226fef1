import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

/** Every query on API tokens. */
@Injectable()
export class ApiTokenRepository {
  constructor(private readonly dataSource: DataSource) {}

  async findActive(tokenHash: Buffer): Promise<{ id: string; label: string } | undefined> {
    const [row] = await selectRows<{ id: string; label: string }>(
      this.dataSource,
      'SELECT id, label FROM api_tokens WHERE token_hash = $1 AND revoked_at IS NULL',
      [tokenHash],
    );
    return row;
  }

  async addIfAbsent(label: string, tokenHash: Buffer): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO api_tokens (id, label, token_hash) VALUES ($1, $2, $3)
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
