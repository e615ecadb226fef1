import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { affectedRows, selectRows } from '../database/sql';

/** The one row that makes this installation itself. */
@Injectable()
export class InstallationService {
  private cursorKeyOnce: Promise<Buffer> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** The key that signs cursors: made once, kept in the database, the same for every process. */
  cursorKey(): Promise<Buffer> {
    this.cursorKeyOnce ??= this.readOrCreateCursorKey().catch((error: unknown) => {
      this.cursorKeyOnce = undefined;
      throw error;
    });
    return this.cursorKeyOnce;
  }

  async setSetUpTokenHash(hash: Buffer): Promise<void> {
    await this.cursorKey();
    await affectedRows(this.dataSource, 'UPDATE installations SET set_up_token_hash = $1 WHERE id = 1', [
      hash,
    ]);
  }

  /** Uses the set-up token up; false when it is not the one, or was used already. */
  async takeSetUpToken(manager: EntityManager, hash: Buffer): Promise<boolean> {
    const taken = await affectedRows(
      manager,
      'UPDATE installations SET set_up_token_hash = NULL WHERE id = 1 AND set_up_token_hash = $1',
      [hash],
    );
    return taken === 1;
  }

  private async readOrCreateCursorKey(): Promise<Buffer> {
    await affectedRows(
      this.dataSource,
      'INSERT INTO installations (id, cursor_key) VALUES (1, $1) ON CONFLICT (id) DO NOTHING',
      [randomBytes(32)],
    );
    const [row] = await selectRows<{ cursor_key: Buffer }>(
      this.dataSource,
      'SELECT cursor_key FROM installations WHERE id = 1',
    );
    return row!.cursor_key;
  }
}
