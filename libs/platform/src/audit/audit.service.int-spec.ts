import { text } from 'node:stream/consumers';
import type { AuditEntryView } from '@oracle-integration/contracts';
import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { parseAuditCursor } from './audit-cursor';
import { anonymousCaller, type AuditEntry, SYSTEM_CALLER } from './audit-entry';
import { type AuditPageRequest, AuditRepository } from './audit.repository';
import { AuditService } from './audit.service';
import { RefusalDigest } from './refusal-digest';

function anEntry(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    action: 'queue.requeued',
    actor: { kind: 'manager', id: 'm1', name: 'anna@example.com' },
    address: '192.0.2.7',
    ...given,
  };
}

describe('the audit log', () => {
  let database: ScratchDatabase;
  let refusals: RefusalDigest;
  let audit: AuditService;

  beforeEach(async () => {
    database = await openScratchDatabase();
    const entries = new AuditRepository(database.dataSource);
    refusals = new RefusalDigest(entries);
    audit = new AuditService(entries, refusals);
  });

  afterEach(async () => {
    await refusals.flush();
    await database.close();
  });

  const query = (sql: string) => database.dataSource.query(sql);
  const find = async (request: Partial<AuditPageRequest> = {}) =>
    (await audit.list({ limit: 100, ...request })).items;
  const targets = (items: AuditEntryView[]) => items.map(({ target }) => target);

  it('keeps who did what to what, when and from where', async () => {
    await audit.record(anEntry({ target: 'item 7', details: { requeued: 3 } }));

    expect(await find()).toEqual([
      {
        id: expect.stringMatching(/^\d+$/) as string,
        at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        action: 'queue.requeued',
        actor: { kind: 'manager', id: 'm1', name: 'anna@example.com' },
        address: '192.0.2.7',
        target: 'item 7',
        details: { requeued: 3 },
      },
    ]);
  });

  it('holds an entry only if what it tells of was kept', async () => {
    const failing = database.dataSource.transaction(async (transaction) => {
      await audit.record(anEntry(), transaction);
      throw new Error('The settings could not be written.');
    });

    await expect(failing).rejects.toThrow('could not be written');
    expect(await find()).toEqual([]);
  });

  it('keeps names that no text column takes', async () => {
    const name = 'nul\0 and half \ud83d a pair';

    await audit.record({ ...anonymousCaller('::1', name), action: 'session.refused', details: { name } });

    expect(await find()).toMatchObject([{ actor: { name: 'nul\ufffd and half \ufffd a pair' } }]);
  });

  it.each([
    ['changed', `UPDATE audit_entries SET actor_name = 'somebody else'`],
    ['deleted', 'DELETE FROM audit_entries'],
    ['deleted by the retention before its time', 'DELETE FROM audit_entries -- as retention'],
    ['emptied', 'TRUNCATE audit_entries'],
  ])('cannot be %s', async (_case, sql) => {
    await audit.record(anEntry());
    const attempt = database.dataSource.transaction(async (transaction) => {
      if (sql.endsWith('retention'))
        await transaction.query(`SELECT set_config('oracle_integration.audit_retention', 'on', true)`);
      await transaction.query(sql);
    });

    await expect(attempt).rejects.toThrow('The audit log is append-only.');
    expect(await find()).toMatchObject([{ actor: { name: 'anna@example.com' } }]);
  });

  it('loses its oldest entries to the retention, and to nothing else afterwards', async () => {
    await query(
      `INSERT INTO audit_entries (at, action, actor_kind, actor_name, target, details, words)
       SELECT now() - make_interval(days => day), 'queue.purged', 'system', 'system', day::text, '{}', ''
         FROM unnest(ARRAY[10, 100, 400]) AS day`,
    );

    const removed = await audit.removeOlderThan(90);

    expect(removed).toBe(2);
    expect(targets(await find())).toEqual(['10']);
    await expect(query('DELETE FROM audit_entries')).rejects.toThrow('append-only');
  });

  it('is read page by page, each entry once, though many were written in one millisecond', async () => {
    for (let number = 0; number < 25; number += 1) await audit.record(anEntry({ target: String(number) }));

    const seen: AuditEntryView[] = [];
    for (let after: AuditPageRequest['after']; ;) {
      const page = await audit.list({ after, limit: 10 });
      seen.push(...page.items);
      if (page.nextCursor === null) break;
      after = parseAuditCursor(page.nextCursor);
    }

    expect(targets(seen)).toEqual(Array.from({ length: 25 }, (_, index) => String(24 - index)));
  });

  it('is searched by action, by name, by time and by the beginnings of words', async () => {
    await audit.record(anEntry({ target: 'a' }));
    await audit.record({
      ...SYSTEM_CALLER,
      action: 'hold.opened',
      target: 'b',
      details: { cause: 'Oracle refuses' },
    });
    await audit.record(anEntry({ action: 'settings.changed', target: 'c', details: { key: 'pushBaseUrl' } }));

    expect(targets(await find({ actions: ['hold.opened', 'settings.changed'] }))).toEqual(['c', 'b']);
    expect(targets(await find({ actor: 'system' }))).toEqual(['b']);
    expect(targets(await find({ q: 'example.com requeu' }))).toEqual(['a']);
    expect(targets(await find({ q: 'PUSHBASE' }))).toEqual(['c']);
    expect(targets(await find({ q: `oracle') OR 1=1 --` }))).toEqual([]);
    expect(await find({ q: '&!|' })).toEqual([]);
    expect(await find({ to: new Date(0) })).toEqual([]);
    expect(await find({ from: new Date(0) })).toHaveLength(3);
  });

  it('is exported whole, and no cell of the export is a formula', async () => {
    await audit.record(anEntry({ target: '=HYPERLINK("http://x")', details: { a: 1 } }));
    for (let number = 0; number < 1_005; number += 1) await audit.record(anEntry());

    const lines = (await text(audit.csv({}))).split('\r\n');

    expect(lines).toHaveLength(1_008);
    expect(lines[0]).toBe('Time,Action,Actor kind,Actor id,Actor,Address,Target,Details,Id');
    expect(lines.at(-2)).toMatch(
      /^\d{4}-[^,]*,queue\.requeued,manager,m1,anna@example\.com,192\.0\.2\.7,"'=HYPERLINK\(""http:\/\/x""\)","{""a"":1}",\d+$/,
    );
  });

  it('tells the first refusal of a kind at once, and a flood of them as a count', async () => {
    const refusal: AuditEntry = { ...anonymousCaller('192.0.2.9', 'eve'), action: 'session.refused' };
    for (let time = 0; time < 500; time += 1) await audit.recordRefusal(refusal);
    const during = await find();
    await refusals.flush();

    expect(during).toHaveLength(1);
    expect((await find()).map(({ details }) => details)).toEqual([{ repeatedTimes: 499 }, {}]);
  });

  it('is not flooded by refusals under ever new names', async () => {
    for (let time = 0; time < 1_000; time += 1)
      await audit.recordRefusal({ ...anonymousCaller('192.0.2.9', `eve${time}`), action: 'session.refused' });
    await refusals.flush();

    const items = await find({ limit: 500 });

    expect(items).toHaveLength(201);
    expect(items[0]).toMatchObject({ details: { reason: 'flood', repeatedTimes: 800 } });
  });
});
