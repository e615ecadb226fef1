import type { CompletionPageView, OverviewView } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import type { RecordedItem } from './system/oracle';
import { walkPull } from './system/pull-walk';
import type { Service } from './system/service';
import { strangers } from './system/site';
import { System } from './system/system';

const isAllSent = ({ ledger, queue }: OverviewView) =>
  queue.sent === ledger.completed && queue.queued + queue.sending === 0;

describe('the whole road from Totara to Oracle', () => {
  let system: System;
  let service: Service;

  beforeAll(async () => {
    system = await System.create(75);
    service = await system.startService({ PUSH_HISTORY: 'all' });
    await service.loaded();
    await service.overviewOnce(isAllSent);
  });

  afterAll(() => system?.stop());

  it('brings every completed record to Oracle exactly once', async () => {
    const { ledger } = await service.overview();
    const stats = await system.oracle.stats();
    const delivered = (await system.oracle.items()).map(({ id }) => id);
    const completed = (await walkPull(service, 1000)).filter(({ status }) => status.startsWith('complete'));

    expect(ledger.completed).toBeGreaterThan(500);
    expect(completed).toHaveLength(ledger.completed);
    expect(delivered.sort()).toEqual(completed.map(({ id }) => id).sort());
    expect(stats).toMatchObject({ unique: ledger.completed, items: ledger.completed, duplicates: 0 });
  });

  it('has in the ledger what the site has', async () => {
    const [site] = await system.site.rows<{ current: number; archived: number; unfinished: number }>(
      `SELECT count(*) FILTER (WHERE timecompleted IS NOT NULL)::int AS current,
              count(*) FILTER (WHERE timecompleted IS NULL)::int AS unfinished,
              (SELECT count(DISTINCT (userid, courseid, timecompleted))::int FROM ttr_course_completion_history) AS archived
         FROM ttr_course_completions`,
    );

    const { ledger } = await service.overview();

    expect(ledger).toEqual({
      completed: site!.current + site!.archived,
      archived: site!.archived,
      unfinished: site!.unfinished,
      revoked: 0,
    });
  });

  it.each([7, 1000])('is pulled whole by cursor, each record once, in pages of %i', async (limit) => {
    const records = await walkPull(service, limit);

    const { ledger } = await service.overview();
    expect(records).toHaveLength(ledger.completed + ledger.unfinished + ledger.revoked);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    expect(records.filter(({ archived }) => archived)).toHaveLength(ledger.archived);
  });

  it('gives an outside system the same bytes that Oracle got', async () => {
    const [item] = await system.oracle.items();

    const { items } = (await (
      await service.pull(`?since=0&userid=${item!.userId}&courseid=${item!.courseId}`)
    ).json()) as CompletionPageView;

    const delivered: Partial<RecordedItem> = { ...item };
    delete delivered.idempotencyKey;
    expect(items).toContainEqual(delivered);
  });

  it('delivers a new completion, and shows it to a poller that goes on from its cursor', async () => {
    const before = (await (
      await service.pull(`?since=${new Date().toISOString()}`)
    ).json()) as CompletionPageView;
    const { userId, courseId } = await strangers(system.site);
    const { unique } = await system.oracle.stats();

    await system.site.site.complete(userId, courseId, { grade: 8 });

    await waitUntil(
      () => system.oracle.stats(),
      (stats) => stats.unique === unique + 1,
    );
    const [newest] = await system.oracle.items();
    expect(newest).toMatchObject({ userId, courseId, status: 'complete' });
    const after = (await (await service.pull(`?cursor=${before.nextCursor}`)).json()) as CompletionPageView;
    expect(after.items).toMatchObject([{ id: newest!.id, userId, courseId }]);
    expect((await service.overview()).lastCompletion).toMatchObject({ id: newest!.id });
  });

  it('adds and sends nothing when it is started a second time', async () => {
    // Oracle has what was completed last before the queue knows that.
    const before = await service.overviewOnce(isAllSent);
    const statsBefore = await system.oracle.stats();
    await service.stop();

    service = await system.startService({ PUSH_HISTORY: 'all' });
    const { lastReadAt } = before.capture;
    const after = await waitUntil(
      () => service.overview(),
      ({ capture }) => capture.lastReadAt! > lastReadAt!,
    );

    expect(after.ledger).toEqual(before.ledger);
    expect(after.queue).toEqual(before.queue);
    expect(await system.oracle.stats()).toMatchObject({
      unique: statsBefore.unique,
      items: statsBefore.items,
    });
  });

  it('ends with exit code 0 on SIGTERM', async () => {
    expect(await service.process.end('SIGTERM')).toBe(0);
  });
});

describe('the road of a site whose history is not wanted', () => {
  let system: System;
  let service: Service;

  beforeAll(async () => {
    system = await System.create(40);
    service = await system.startService({ PUSH_HISTORY: 'none' });
    await service.loaded();
  });

  afterAll(() => system?.stop());

  it('queues nothing of what was there, delivers what is completed later, and pulls all', async () => {
    const loaded = await service.overview();
    const { userId, courseId } = await strangers(system.site);
    await system.site.site.complete(userId, courseId, { timecompleted: 1_500_000_000 });

    await waitUntil(
      () => service.overview(),
      ({ queue }) => queue.sent === 1,
    );

    expect(loaded.ledger.completed).toBeGreaterThan(200);
    expect(Object.values(loaded.queue).every((count) => count === 0)).toBe(true);
    expect(await system.oracle.items()).toMatchObject([{ userId, courseId }]);
    expect(await walkPull(service, 1000)).toHaveLength(
      loaded.ledger.completed + loaded.ledger.unfinished + 1,
    );
  });
});
