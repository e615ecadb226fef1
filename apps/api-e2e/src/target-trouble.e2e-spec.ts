import type { OverviewView } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import type { Service } from './system/service';
import { System } from './system/system';

const isAllSent = ({ ledger, queue }: OverviewView) => queue.sent === ledger.completed;

describe('trouble with Oracle', () => {
  let system: System;

  beforeEach(async () => {
    system = await System.create(20);
  });

  afterEach(() => system.stop());

  it('is told in words while the token is refused; nothing is lost, and the cure delivers by itself', async () => {
    await system.oracle.setFaults({ token: { error: 'invalid_client' } });
    const service = await system.startService({ PUSH_HISTORY: 'all' });

    await service.loaded();
    // While a probe is made, its items are under way.
    const held = await service.overviewOnce(({ holds, queue }) => holds.length > 0 && queue.sending === 0);
    await system.oracle.setFaults({});
    // By itself: a probe comes once a minute at least.
    const cured = await service.overviewOnce(isAllSent, 200_000);

    expect(held.holds).toEqual([
      {
        code: 'PUSH.CLIENT_REFUSED',
        reason: 'Oracle refuses the client ID or secret.',
        action: expect.stringContaining('Client Secret') as string,
        since: expect.any(String) as string,
        waiting: held.ledger.completed,
        nextProbeAt: expect.any(String) as string,
      },
    ]);
    expect(held.queue).toMatchObject({ sent: 0, failed: 0, dead: 0 });
    expect(held.queue.queued).toBe(held.ledger.completed);
    expect(cured.holds).toEqual([]);
    expect(await system.oracle.stats()).toMatchObject({ unique: cured.ledger.completed, duplicates: 0 });
    const attempts = await system.query<{ max: number }>('SELECT max(attempts)::int AS max FROM queue_items');
    expect(attempts).toEqual([{ max: 1 }]);
  });

  it('leaves items failed while Oracle answers 503, and sends them when it is well again', async () => {
    await system.oracle.setFaults({ errorRate: 1, errorStatus: 503 });
    // Waits of up to an hour: retries that fail one after the other would hold up what was never tried.
    const service = await system.startService({ PUSH_HISTORY: 'all', PUSH_RETRY_FIRST_SECONDS: '3600' });
    await service.loaded();

    const failing = await service.overviewOnce(({ queue, ledger }) => queue.failed === ledger.completed);
    await system.oracle.setFaults({});
    const cured = await allSent(system, service);

    expect(failing.queue).toMatchObject({ sent: 0, dead: 0 });
    expect(cured.queue).toMatchObject({ failed: 0, dead: 0 });
    expect(await system.oracle.stats()).toMatchObject({ unique: cured.ledger.completed, duplicates: 0 });
  });

  it('sends under the same keys again what Oracle recorded without answering', async () => {
    await system.oracle.setFaults({ recordThenFail: true, times: 2 });
    const service = await system.startService({ PUSH_HISTORY: 'all' });
    await service.loaded();

    const cured = await allSent(system, service);

    const stats = await system.oracle.stats();
    expect(stats.unique).toBe(cured.ledger.completed);
    expect(stats.duplicates).toBeGreaterThan(0);
  });
});

describe('a service that is killed', () => {
  let system: System;

  beforeEach(async () => {
    system = await System.create(75);
  });

  afterEach(() => system.stop());

  it('loses nothing when it is killed while delivering, and sends again only under the same keys', async () => {
    // Ten completions a second at most, so that a minute passes before there is nothing to lose any more.
    await system.oracle.setFaults({ latencyMs: 4_000 });
    const history = { PUSH_HISTORY: 'all', PUSH_BATCH_SIZE: '20', PUSH_CONCURRENCY: '2' };
    const killed = await system.startService(history);
    const { unique: atKill } = await waitUntil(
      () => system.oracle.stats(),
      ({ unique }) => unique >= 20,
    );
    await killed.process.end('SIGKILL');
    const [held] = await system.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM queue_items WHERE status = 'sending'`,
    );
    await system.letLeasesRunOut();

    await system.oracle.setFaults({});
    const service = await system.startService(history);
    await service.loaded();
    const { ledger } = await allSent(system, service);

    const stats = await system.oracle.stats();
    expect(ledger.completed).toBeGreaterThan(atKill + held!.count);
    expect(held!.count).toBeGreaterThan(0);
    expect(stats.unique).toBe(ledger.completed);
    expect(stats.items).toBe(stats.unique + stats.duplicates);
    expect(stats.duplicates).toBeLessThanOrEqual(held!.count);
  });

  it('loses nothing when it is killed in the middle of the first load', async () => {
    const killed = await system.startService({ PUSH_HISTORY: 'all', PUSH_ENABLED: 'false' });
    await waitUntil(
      () => recorded(system),
      (count) => count > 0,
    );
    await killed.process.end('SIGKILL');
    await system.letLeasesRunOut();

    const service: Service = await system.startService({ PUSH_HISTORY: 'all' });
    await service.loaded();
    const { ledger } = await allSent(system, service);

    const [site] = await system.site.rows<{ completed: number }>(
      `SELECT ((SELECT count(*) FROM ttr_course_completions WHERE timecompleted IS NOT NULL)
             + (SELECT count(DISTINCT (userid, courseid, timecompleted)) FROM ttr_course_completion_history))::int AS completed`,
    );
    expect(ledger.completed).toBe(site!.completed);
    expect(await system.oracle.stats()).toMatchObject({ unique: ledger.completed, duplicates: 0 });
  });
});

async function recorded(system: System): Promise<number> {
  const [row] = await system.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM completion_records',
  );
  return row!.count;
}

/** The overview once everything is sent, as if the times had come that items and holds wait for. */
function allSent(system: System, service: Service): Promise<OverviewView> {
  return waitUntil(async () => {
    await system.letWaitsPass();
    return service.overview();
  }, isAllSent);
}
