import { waitUntil } from '@oracle-integration/testing';
import type { Noticed } from '../delivery-decision';
import { aCompletion, aPicture, day, historyRow } from '../testing/a-picture';
import { SITE } from '../testing/ledger-stand';
import type { BackfillOrder } from './backfill';
import { QUEUED_MAX } from './backfill-runner';
import { anOrder, type BackfillProcess, type BackfillStand, openBackfills } from './testing/backfill-stand';

const later: Noticed = { kind: 'later', by: 'change_log' };
/** Or PostgreSQL ends a transaction that waits for others for more than 15 s. */
const HOLD_ON = 'SET LOCAL idle_in_transaction_session_timeout = 0';

describe('working on a backfill', () => {
  let at: BackfillStand;

  beforeEach(async () => (at = await openBackfills()));
  afterEach(() => at.close());

  const request = (order: Partial<BackfillOrder> = {}) => at.backfills.request(anOrder(order));
  const queuedCount = async () => (await at.stand.queued()).length;

  async function locksWaitedFor(): Promise<number> {
    const [row] = await at.stand.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row!.count;
  }

  describe('at its pace', () => {
    it('queues so many a second and no more', async () => {
      await at.load(250);
      const { id } = await request({ ratePerSecond: 100 });
      const queued: number[] = [];

      for (let second = 0; second < 4; second += 1) {
        await at.runner.work();
        queued.push((await at.backfills.find(id)).queued);
        at.clock.passMs(1000);
      }

      expect(queued).toEqual([100, 200, 250, 250]);
      expect((await at.backfills.find(id)).state).toBe('finished');
    });

    it('does not go on within the same second', async () => {
      await at.load(30);
      const { id } = await request({ ratePerSecond: 10 });

      await at.runner.work();
      await at.runner.work();

      expect((await at.backfills.find(id)).queued).toBe(10);
    });

    it('holds a dry run back by nothing', async () => {
      await at.load(1_200);
      const { id } = await request({ ratePerSecond: 1, isDryRun: true });

      await at.runner.work();

      expect(await at.backfills.find(id)).toMatchObject({ state: 'finished', queued: 1_200 });
    });

    it('waits while very much waits to be sent, and goes on when there is less', async () => {
      await at.load(5);
      const { id } = await request();
      const fill = (count: number) =>
        at.stand.dataSource.query(
          `INSERT INTO queue_items (record_id, revision, status)
           SELECT gen_random_uuid(), 1, 'queued' FROM generate_series(1, $1::int)`,
          [count],
        );
      await fill(QUEUED_MAX + 1);

      await at.runner.work();
      const waiting = await at.backfills.find(id);
      const [view] = await at.backfills.describe([waiting], { isPushOn: true });
      await at.stand.dataSource.query(`DELETE FROM queue_items WHERE id = (SELECT min(id) FROM queue_items)`);
      await at.runner.work();

      expect(waiting).toMatchObject({ state: 'running', queued: 0 });
      expect(view!.notices).toEqual([expect.stringContaining('More than 50,000')]);
      expect(await at.backfills.find(id)).toMatchObject({ state: 'finished', queued: 5 });
    });
  });

  describe('on request', () => {
    it('pauses, goes on where it was, and is cancelled for good', async () => {
      await at.load(30);
      const { id } = await request({ ratePerSecond: 10 });
      await at.runner.work();

      const paused = await at.backfills.pause(id);
      at.clock.passMs(1000);
      await at.runner.work();
      const resting = await at.backfills.find(id);
      await at.backfills.resume(id);
      await at.runner.work();
      const goingOn = await at.backfills.find(id);
      const cancelled = await at.backfills.cancel(id);
      at.clock.passMs(1000);
      await at.runner.work();

      expect([paused, resting, goingOn].map(({ state, queued }) => `${state} ${queued}`)).toEqual([
        'paused 10',
        'paused 10',
        'running 20',
      ]);
      expect(cancelled).toMatchObject({ state: 'cancelled', queued: 20 });
      expect(cancelled.finishedAt).not.toBeNull();
      expect(await queuedCount()).toBe(20);
      await expect(at.backfills.resume(id)).rejects.toMatchObject({ code: 'BACKFILL.STATE_CONFLICT' });
    });

    it('is refused what its state does not allow, by name', async () => {
      const { id } = await request();
      await at.runner.work();

      await expect(at.backfills.pause(id)).rejects.toThrow(
        `Backfill ${id} is finished. Only one that is under way can be paused.`,
      );
      await expect(at.backfills.cancel(id)).rejects.toMatchObject({ code: 'BACKFILL.STATE_CONFLICT' });
    });

    it('is cancelled after the step under way, and refused when that was the last', async () => {
      await at.load(10);
      const backfill = await request();
      let results: Promise<PromiseSettledResult<unknown>[]> | undefined;

      await at.stand.dataSource.transaction(async (manager) => {
        await manager.query(HOLD_ON);
        await manager.query('LOCK TABLE queue_items IN ACCESS EXCLUSIVE MODE');
        const step = at.steps.take(backfill, 1_000);
        await waitUntil(async () => (await locksWaitedFor()) === 1, Boolean);
        results = Promise.allSettled([step, at.backfills.cancel(backfill.id)]);
        await waitUntil(async () => (await locksWaitedFor()) === 2, Boolean);
      });

      const [step, cancelling] = (await results)!;
      expect(step).toMatchObject({ value: { queued: 10, isOver: true } });
      expect(cancelling).toMatchObject({ reason: { code: 'BACKFILL.STATE_CONFLICT' } });
      expect((await at.backfills.find(backfill.id)).state).toBe('finished');
    });

    it('is not known by an id that nobody gave', async () => {
      const unknown = '0198c0de-0000-7000-8000-000000000000';

      await expect(at.backfills.find(unknown)).rejects.toMatchObject({ code: 'BACKFILL.UNKNOWN' });
      await expect(at.backfills.pause(unknown)).rejects.toMatchObject({ code: 'BACKFILL.UNKNOWN' });
    });

    it('tells the latest fifty, the newest first', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 52; count += 1) ids.push((await request({ isDryRun: true })).id);

      const latest = await at.backfills.latest();

      expect(latest.map(({ id }) => id)).toEqual(ids.reverse().slice(0, 50));
    });
  });

  it('takes one after the other, and dry runs first', async () => {
    await at.load(1_500);
    const real = await request({ ratePerSecond: 1_000 });
    await at.runner.work();
    const other = await request({ ratePerSecond: 1_000 });
    const dryRun = await request({ isDryRun: true });
    at.clock.passMs(1000);

    await at.runner.work();

    const [first, second, counted] = await Promise.all(
      [real, other, dryRun].map(({ id }) => at.backfills.find(id)),
    );
    expect(counted).toMatchObject({ state: 'finished', findings: { new: 500, alreadyWaiting: 1_000 } });
    expect(first).toMatchObject({ state: 'finished', queued: 1_500 });
    expect(second).toMatchObject({ state: 'finished', queued: 0, findings: { alreadyWaiting: 1_500 } });
  });

  describe('in several processes', () => {
    it('is worked on by one of them', async () => {
      await at.load(300);
      const { id } = await request({ ratePerSecond: 100 });
      const other = await at.anotherProcess();

      await Promise.all([at.runner.work(), other.runner.work()]);

      expect((await at.backfills.find(id)).queued).toBe(100);
    });

    it('is taken over from one that was killed, where that one was, once its lease has run out', async () => {
      await at.load(3_000);
      const { id } = await request();
      const killed = await at.anotherProcess();
      await killed.runner.work();
      await at.stand.dataSource.query(`UPDATE leases SET expires_at = now() + interval '1 hour'`);

      await at.runner.work();
      const held = await at.backfills.find(id);
      await at.letLeaseRunOut();
      const end = await at.workOff(held);

      expect(held.queued).toBe(1_000);
      expect(end).toMatchObject({
        state: 'finished',
        queued: 3_000,
        lookedAt: 3_000,
        findings: { new: 3_000 },
      });
      expect(await queuedCount()).toBe(3_000);
    });

    it('is free at once after an orderly stop', async () => {
      await at.load(200);
      const { id } = await request({ ratePerSecond: 100 });
      const stopped = await at.anotherProcess();
      await stopped.runner.work();
      await stopped.runner.stop();

      await at.runner.work();

      expect((await at.backfills.find(id)).queued).toBe(200);
    });

    it('forgets a step that was not committed, position and deliveries alike', async () => {
      await at.load(1_500);
      const backfill = await request();
      await at.steps.begin(backfill);
      await at.stand.dataSource.query(`
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`);
      await at.stand.dataSource.query(`
        CREATE TRIGGER refuse BEFORE UPDATE OF position ON backfills FOR EACH ROW EXECUTE FUNCTION refuse()`);

      await expect(at.steps.take(backfill, 1_000)).rejects.toThrow('killed');

      expect(await at.backfills.find(backfill.id)).toMatchObject({ position: '0', lookedAt: 0, queued: 0 });
      expect(await queuedCount()).toBe(0);
    });

    it.each([
      ['queues', false, 6_500],
      ['counts', true, 0],
    ])('%s each record once when several take steps at the same moment', async (_what, isDryRun, inQueue) => {
      await at.load(6_500);
      const backfill = await request({ isDryRun });
      await at.steps.begin(backfill);
      const other = await at.anotherProcess();
      const takeAll = async ({ steps }: BackfillProcess) => {
        while (!(await steps.take(backfill, 700)).isOver);
      };

      await Promise.all([takeAll(at), takeAll(other), takeAll(other)]);

      expect(await at.backfills.find(backfill.id)).toMatchObject({
        state: 'finished',
        lookedAt: 6_500,
        queued: 6_500,
        findings: { new: 6_500, alreadyWaiting: 0 },
      });
      expect(await queuedCount()).toBe(inQueue);
    });
  });

  describe('while the ledger changes', () => {
    it('still meets a record that changes on the way, and queues it once in its present revision', async () => {
      await at.load(1_500);
      const backfill = await request();
      await at.steps.take(backfill, 1_000);
      const archived = (userId: number) => aPicture({ userId, history: [historyRow(day(5))] });
      // Learner 1 was met already, learner 1,400 was not; both records move to the end.
      await at.ledger.record(SITE, [archived(1), archived(1_400)], later);

      const end = await at.workOff(backfill);

      expect(end).toMatchObject({
        state: 'finished',
        queued: 1_500,
        findings: { new: 1_500, alreadyWaiting: 1 },
      });
      const lines = await at.stand.queued();
      expect(lines).toHaveLength(1_500);
      expect(lines).toEqual(expect.arrayContaining(['1 1 queued', '1400 2 queued']));
    });

    it('leaves out what is revoked before it is met', async () => {
      await at.load(1_500);
      const backfill = await request();
      await at.steps.take(backfill, 1_000);
      await at.ledger.record(SITE, [aPicture({ userId: 1_400 })], later);

      await at.workOff(backfill);

      const lines = await at.stand.queued();
      expect(lines).toHaveLength(1_499);
      expect(lines.filter((line) => line.startsWith('1400 '))).toEqual([]);
    });

    it('queues nothing that is revoked at the same moment, whoever comes first', async () => {
      await at.load(2_400);
      const backfill = await request({ ratePerSecond: 100_000 });
      await at.steps.begin(backfill);
      const other = await at.anotherProcess();
      const takeAll = async () => {
        while (!(await at.steps.take(backfill, 100)).isOver);
      };
      const revokeSome = async () => {
        for (let userId = 7; userId <= 2_400; userId += 40)
          await other.ledger.record(SITE, [aPicture({ userId })], later);
      };

      await Promise.all([takeAll(), revokeSome()]);

      const rows = await at.stand.dataSource.query<{ status: string; item: string | null; count: number }[]>(
        `SELECT CASE WHEN record.status = 'revoked' THEN 'revoked' ELSE 'there' END AS status, item.status AS item,
                count(*)::int AS count
           FROM completion_records record LEFT JOIN queue_items item ON item.record_id = record.id
          GROUP BY 1, 2`,
      );
      const of = (status: string, item: string | null) =>
        rows.find((row) => row.status === status && row.item === item)?.count ?? 0;
      expect(of('revoked', 'queued')).toBe(0);
      expect(of('revoked', null) + of('revoked', 'withdrawn')).toBe(60);
      expect(of('there', 'queued')).toBe(2_340);
    });

    it('keeps a revocation waiting until what it was about to queue is queued, and then taken back', async () => {
      await at.load(10);
      const backfill = await request();
      const other = await at.anotherProcess();
      let revoking: Promise<unknown> = Promise.resolve();

      await at.stand.dataSource.transaction(async (manager) => {
        await manager.query(HOLD_ON);
        // The step waits for this row with the ledger's lock in its hands.
        await manager.query('SELECT 1 FROM backfills FOR UPDATE');
        const step = at.steps.take(backfill, 1_000);
        await waitUntil(async () => (await locksWaitedFor()) === 1, Boolean);
        revoking = Promise.all([step, other.ledger.record(SITE, [aPicture({ userId: 3 })], later)]);
        await waitUntil(async () => (await locksWaitedFor()) === 2, Boolean);
      });
      await revoking;

      const lines = await at.stand.queued();
      expect(lines.filter((line) => line.startsWith('3 '))).toEqual(['3 1 withdrawn']);
    });

    it('comes to an end although new completions keep arriving', async () => {
      await at.load(1_000);
      const backfill = await request();
      await at.steps.take(backfill, 1_000);
      await at.ledger.record(SITE, [aCompletion(day(9), { userId: 9_999 })], later);

      const end = await at.workOff(backfill);

      expect(end).toMatchObject({ state: 'finished', queued: 1_000, findings: { alreadyWaiting: 1 } });
    });
  });

  describe('in trouble', () => {
    const breakQueue = () => at.stand.dataSource.query('ALTER TABLE queue_items RENAME TO elsewhere');
    const mendQueue = () => at.stand.dataSource.query('ALTER TABLE elsewhere RENAME TO queue_items');

    it('tries again, and goes on when the trouble is over', async () => {
      await at.load(10);
      const { id } = await request();
      await breakQueue();
      for (let tries = 0; tries < 5; tries += 1) await at.runner.work();
      const [inTrouble] = await at.backfills.latest();
      await mendQueue();

      await at.runner.work();

      expect(inTrouble).toMatchObject({ state: 'running', queued: 0 });
      expect(inTrouble!.failure).toContain('queue_items');
      expect(await at.backfills.find(id)).toMatchObject({ state: 'finished', queued: 10, failure: null });
    });

    it('is given up after ten failures in a row, and goes on when a manager says so', async () => {
      await at.load(10);
      const { id } = await request();
      await breakQueue();
      for (let tries = 0; tries < 12; tries += 1) await at.runner.work();
      const givenUp = await at.backfills.find(id);
      await mendQueue();
      await at.runner.work();
      const resting = await at.backfills.find(id);

      await at.backfills.resume(id);
      await at.runner.work();

      expect([givenUp.state, resting.state]).toEqual(['failed', 'failed']);
      expect(givenUp.failure).toContain('queue_items');
      expect(await at.backfills.find(id)).toMatchObject({ state: 'finished', queued: 10, failure: null });
    });
  });
});
