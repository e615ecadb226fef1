import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { affectedRows, InstallationService, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { IdentityKind } from './site-identity.entity';

const HIDDEN = 'erased:';

/** Every query on the numbers of our own. */
@Injectable()
export class SiteIdentityRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly installation: InstallationService,
  ) {}

  /** The numbers that keys have; a key that never got one is not among them. */
  async find(
    siteId: string,
    kind: IdentityKind,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    if (keys.length === 0) return new Map();
    const key = await this.installation.cursorKey();
    const asked = new Map(keys.flatMap((name) => [name, hidden(key, name)].map((form) => [form, name])));
    const rows = await selectRows<{ key: string; number: string }>(
      this.dataSource,
      `SELECT key, number FROM site_identities WHERE site_id = $1 AND kind = $2 AND key = ANY($3)`,
      [siteId, kind, [...asked.keys()]],
    );
    return new Map(rows.map((row) => [asked.get(row.key)!, Number(row.number)]));
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

  /** What files call the person with a number of our own: `email:maria@example.com`. */
  async keysOf(siteId: string, number: number): Promise<string[]> {
    const rows = await selectRows<{ key: string }>(
      this.dataSource,
      `SELECT key FROM site_identities
        WHERE site_id = $1 AND kind = 'user' AND number = $2 AND NOT starts_with(key, '${HIDDEN}')`,
      [siteId, number],
    );
    return rows.map(({ key }) => key);
  }

  /**
   * Hides what a person with a number of our own is called by. The number stays found by the same key, so that a file
   * that is uploaded once more leads to the person who was erased, and not to a new one.
   */
  async hide(manager: EntityManager, siteId: string, number: number): Promise<number> {
    const rows = await selectRows<{ key: string }>(
      manager,
      `SELECT key FROM site_identities
        WHERE site_id = $1 AND kind = 'user' AND number = $2 AND NOT starts_with(key, '${HIDDEN}')`,
      [siteId, number],
    );
    const key = await this.installation.cursorKey();
    for (const { key: name } of rows) {
      await affectedRows(
        manager,
        `UPDATE site_identities SET key = $3 WHERE site_id = $1 AND kind = 'user' AND key = $2`,
        [siteId, name, hidden(key, name)],
      );
    }
    return rows.length;
  }
}

/** Without the installation's key nobody can try out whose address it was. */
function hidden(key: Buffer, name: string): string {
  return `${HIDDEN}${createHmac('sha256', key).update(`site-identity:${name}`).digest('hex')}`;
}
