import type { CompletionPageView, OverviewView } from '@oracle-integration/contracts';
import { findPostgresPrograms, waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { embeddedGround, installedGround, type RestoreGround } from './testing/restore-ground';
import { Manager } from './system/manager';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';

/** Deliveries that had not gone out when the dump was made; production sent them afterwards. */
const WAITING_IN_THE_DUMP = 5;

const GROUNDS: [string, () => Promise<RestoreGround>][] = [
  ['PostgreSQL of this release, rows carried over', embeddedGround],
];
const installed = findPostgresPrograms();
if (installed)
  GROUNDS.push([`PostgreSQL ${installed.major} of the system, pg_dump and pg_restore`, installedGround]);
else
  process.stderr.write(
    'PostgreSQL is not installed: pg_dump is not tried. Debian: apt-get install postgresql\n',
  );

describe.each(GROUNDS)('a backup that is restored somewhere else (%s)', (_, prepare) => {
  let system: System;
  let ground: RestoreGround;

  beforeAll(async () => {
    ground = await prepare();
    system = await System.create(20);
  });
  afterAll(async () => {
    await system?.stop();
    await ground?.end();
  });

  async function inCopy<Row>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: ground.copy });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  const page = async (service: Service, query: string) =>
    (await (await service.pull(query)).json()) as CompletionPageView;
  const once = (service: Service, isSo: (overview: OverviewView) => boolean) =>
    waitUntil(() => service.overview(), isSo);

  it('sends nothing until a manager confirms it; then its keys and cursors are those of the original', async () => {
    const production = await system.startService({ DATABASE_URL: ground.original, PUSH_HISTORY: 'all' });
    await production.loaded();
    await once(
      production,
      ({ queue }) => queue.sent > WAITING_IN_THE_DUMP && queue.queued + queue.sending === 0,
    );
    const begun = await page(production, '?since=0&limit=5');
    const rest = await page(production, `?cursor=${begun.nextCursor}&limit=1000`);
    await production.stop();
    const before = await system.oracle.stats();
    await ground.restore();
    await inCopy(
      `UPDATE queue_items SET status = 'queued', sent_at = NULL, external_id = NULL, attempts = 0, next_attempt_at = now()
        WHERE id IN (SELECT id FROM queue_items WHERE status = 'sent' ORDER BY id LIMIT ${WAITING_IN_THE_DUMP})`,
    );

    const staging = await system.startService({ DATABASE_URL: ground.copy, PUSH_HISTORY: 'all' });
    const held = await once(staging, ({ holds }) => holds.length > 0);
    const continued = await page(staging, `?cursor=${begun.nextCursor}&limit=1000`);

    expect(held.holds).toMatchObject([{ code: 'PUSH.COPY', waiting: WAITING_IN_THE_DUMP }]);
    expect(held.push.enabled).toBe(true);
    expect(continued.items.map(({ id }) => id)).toEqual(rest.items.map(({ id }) => id));
    expect((await system.oracle.stats()).items).toBe(before.items);

    const manager = await Manager.signIn(staging.url, MANAGER);
    const confirmed = await manager.send('POST', '/api/admin/push/confirm-copy', {});
    await once(staging, ({ queue, holds }) => queue.queued + queue.sending === 0 && holds.length === 0);

    const after = await system.oracle.stats();
    expect(await confirmed.json()).toEqual({ confirmed: true });
    expect(after.unique).toBe(before.unique);
    expect(after.duplicates).toBe(before.duplicates + WAITING_IN_THE_DUMP);
    const audited = await inCopy<{ actor: string }>(
      `SELECT actor_name AS actor FROM audit_entries WHERE action = 'installation.copy_confirmed'`,
    );
    expect(audited).toEqual([{ actor: MANAGER.email }]);
  });

  it('is at home from then on, and the original always was', async () => {
    const [original, confirmed] = [
      await system.startService({ ROLE: 'api', DATABASE_URL: ground.original }),
      await system.startService({ ROLE: 'api', DATABASE_URL: ground.copy }),
    ];

    expect((await original.overview()).holds).toEqual([]);
    expect((await confirmed.overview()).holds).toEqual([]);
  });
});
