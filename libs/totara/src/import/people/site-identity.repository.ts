import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { IdentityKind } from './site-identity.entity';

/** Every query on the numbers of our own. */
@Injectable()
export class SiteIdentityRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The numbers that keys have; a key that never got one is not among them. */
  async find(
    siteId: string,
    kind: IdentityKind,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    if (keys.length === 0) return new Map();
    const rows = await selectRows<{ key: string; number: string }>(
      this.dataSource,
      `SELECT key, number FROM site_identities WHERE site_id = $1 AND kind = $2 AND key = ANY($3)`,
      [siteId, kind, keys],
    );
    return new Map(rows.map(({ key, number }) => [key, Number(number)]));
  }

  /** Gives a number to each key that has none. Safe from several processes: the first one to commit decides. */
  async assign(
    siteId: string,
    kind: IdentityKind,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const known = await this.find(siteId, kind, keys);
    const fresh = keys.filter((key) => !known.has(key));
    if (fresh.length === 0) return known;
    // In one order everywhere: two that add the same keys then wait for each other, and never in a circle.
    await affectedRows(
      this.dataSource,
      `INSERT INTO site_identities (site_id, kind, key, number, created_at)
       SELECT $1, $2, key, nextval('site_identity_seq'), now()
         FROM (SELECT DISTINCT key FROM unnest($3::text[]) AS key ORDER BY key) AS fresh
       ON CONFLICT ON CONSTRAINT pk_site_identities DO NOTHING`,
      [siteId, kind, fresh],
    );
    return this.find(siteId, kind, keys);
  }
}
