import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { affectedRows, selectRows } from '../database/sql';

/**
 * Leases on the database's clock: a killed holder's lease is free again when it runs out, and no process has to
 * be elected. `acquire` by the present holder renews.
 */
@Injectable()
export class LeaseService {
  private readonly token = randomUUID();
  private readonly holder = `${hostname()}:${process.pid}`;

  constructor(private readonly dataSource: DataSource) {}

  /** Takes or renews the lease for `seconds`; false while another process holds it. */
  async acquire(name: string, seconds: number): Promise<boolean> {
    const rows = await selectRows(
      this.dataSource,
      `INSERT INTO leases AS held (name, token, holder, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))
       ON CONFLICT (name) DO UPDATE
         SET token = excluded.token, holder = excluded.holder, expires_at = excluded.expires_at
         WHERE held.token = excluded.token OR held.expires_at < now()
       RETURNING name`,
      [name, this.token, this.holder, seconds],
    );
    return rows.length === 1;
  }

  /** How many are held now, by any process. */
  async heldCount(): Promise<number> {
    const [row] = await selectRows<{ count: number }>(
      this.dataSource,
      'SELECT count(*)::int AS count FROM leases WHERE expires_at > now()',
    );
    return row!.count;
  }

  /** Gives the lease back early, so that another process need not wait until it runs out. */
  async release(name: string): Promise<void> {
    await affectedRows(this.dataSource, 'DELETE FROM leases WHERE name = $1 AND token = $2', [
      name,
      this.token,
    ]);
  }
}
