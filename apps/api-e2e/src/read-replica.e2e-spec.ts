import type { CompletionPageView } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { addRecords } from './system/ledger-rows';
import { walkPull } from './system/pull-walk';
import { Service } from './system/service';
import { ReplicatedDatabase } from './testing/replicated-database';

describe('Pull on a standby that follows by streaming replication', () => {
  let database: ReplicatedDatabase;
  let service: Service;

  beforeAll(async () => {
    database = await ReplicatedDatabase.start();
    service = await Service.start({
      DATABASE_URL: database.url,
      DATABASE_READ_URL: database.readUrl,
      ROLE: 'api',
    });
  });

  afterAll(async () => {
    await service?.stop();
    await database?.stop();
  });

  const metric = async (name: string) => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`oracle_integration_${name} `));
    return Number(line?.split(' ')[1] ?? 0);
  };
  const standbyAnswers = () =>
    waitUntil(
      async () => {
        await service.pull('?since=0&limit=10');
        return metric('replica_up');
      },
      (up) => up === 1,
    );
  const timesAway = () =>
    service.process.output().split('The replica of DATABASE_READ_URL cannot be used').length - 1;
  const page = async (query: string) => (await (await service.pull(query)).json()) as CompletionPageView;

  it('reads pages from the standby, and each record that was committed before the request', async () => {
    await addRecords(database.url, 1, 50);

    const records = await walkPull(service, 20);

    expect(records.map(({ userId }) => userId)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    // On a slow machine the primary answers while the standby catches up.
    const reads = await waitUntil(
      async () => {
        await service.pull('?since=0');
        return database.readsOnStandby();
      },
      (count) => count > 0,
    );
    expect(reads).toBeGreaterThan(0);
    await standbyAnswers();
  });

  it('skips nothing while the standby is behind: what it does not show yet the primary answers', async () => {
    const { nextCursor } = await page('?since=0&limit=1000');
    await standbyAnswers();
    const before = await metric('replica_fallbacks_total{reason="behind"}');
    await database.pauseReplay();
    await addRecords(database.url, 51, 60);

    const behind = await page(`?cursor=${nextCursor}&limit=1000`);
    const fallbacks = await metric('replica_fallbacks_total{reason="behind"}');
    await database.resumeReplay();
    const afterwards = await page(`?cursor=${behind.nextCursor}&limit=1000`);

    expect(behind.items.map(({ userId }) => userId)).toEqual([51, 52, 53, 54, 55, 56, 57, 58, 59, 60]);
    expect(fallbacks).toBeGreaterThan(before);
    expect(afterwards.items).toEqual([]);
  });

  it('shows each record once to a poller, whatever is written and however the standby lags', async () => {
    const seen = new Map<number, number>();
    let { nextCursor } = await page('?since=0&limit=1000');
    const note = ({ items }: CompletionPageView) => {
      for (const { userId } of items) seen.set(userId, (seen.get(userId) ?? 0) + 1);
    };
    const writing = (async () => {
      for (let first = 1001; first < 2001; first += 50) {
        if (first % 200 === 1) await database.pauseReplay();
        await addRecords(database.url, first, first + 49);
        if (first % 200 === 101) await database.resumeReplay();
      }
      await database.resumeReplay();
    })();
    let isWritten = false;
    void writing.then(() => (isWritten = true));

    for (;;) {
      const wasWritten = isWritten;
      const next = await page(`?cursor=${nextCursor}&limit=30`);
      note(next);
      nextCursor = next.nextCursor;
      if (wasWritten && !next.hasMore) break;
    }
    await writing;

    expect(seen.size).toBe(1000);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });

  it('is answered by the primary while the standby is away, says so once, and comes back by itself', async () => {
    await standbyAnswers();
    const before = timesAway();
    await database.gate.shut();

    const first = await service.pull('?since=0&limit=10');
    const second = await service.pull('?since=0&limit=10', {
      'x-api-key': 'oi_a_token_for_the_tests_only',
      accept: 'application/x-ndjson',
    });
    await second.text();

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await metric('replica_up')).toBe(0);
    await database.gate.open();
    await standbyAnswers();
    const times = await waitUntil(
      () => Promise.resolve(timesAway()),
      (found) => found > before,
    );
    expect(times).toBe(before + 1);
  });
});

describe('a DATABASE_READ_URL that leads to no standby of the database', () => {
  let database: ReplicatedDatabase;

  beforeAll(async () => (database = await ReplicatedDatabase.start()));
  afterAll(() => database?.stop());

  it('is not read from, and the log says why', async () => {
    const service = await Service.start({
      DATABASE_URL: database.url,
      DATABASE_READ_URL: database.url,
      ROLE: 'api',
    });
    await addRecords(database.url, 1, 5);

    const { items } = (await (await service.pull('?since=0')).json()) as CompletionPageView;

    expect(items).toHaveLength(5);
    await service.process.waitFor(/it is no standby of the database of DATABASE_URL/);
    await service.stop();
  });
});
