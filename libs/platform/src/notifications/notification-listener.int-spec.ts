import { type LogLines, recordLogLines, waitUntil } from '@oracle-integration/testing';
import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { NotificationListener } from './notification-listener';

describe('NotificationListener', () => {
  let database: ScratchDatabase;
  let listener: NotificationListener;
  let log: LogLines;

  beforeEach(async () => {
    log = recordLogLines();
    database = await openScratchDatabase();
    listener = new NotificationListener(database.dataSource);
  });
  afterEach(async () => {
    await listener.onApplicationShutdown();
    await database.close();
    log.stop();
  });

  const notify = (channel: string) => database.dataSource.query(`SELECT pg_notify($1, '')`, [channel]);

  /** Process ids of the listening connections. */
  async function connections(): Promise<number[]> {
    const rows = await database.dataSource.query<{ pid: number }[]>(
      `SELECT pid FROM pg_stat_activity
        WHERE application_name = 'oracle-integration listener' AND datname = current_database()`,
    );
    return rows.map(({ pid }) => pid);
  }

  /** A subscription, once it listens: the listener calls each handler when its connection stands. */
  async function subscribed(channel: string) {
    const heard = { count: 0, unsubscribe: () => {} };
    heard.unsubscribe = listener.subscribe(channel, () => (heard.count += 1));
    await waitUntil(
      async () => (await notify(channel), heard.count),
      (count) => count > 0,
    );
    return heard;
  }

  it('hears what another connection commits', async () => {
    const heard = await subscribed('queue_items');
    const before = heard.count;

    await notify('queue_items');

    await expect(
      waitUntil(
        async () => heard.count,
        (count) => count > before,
      ),
    ).resolves.toBeGreaterThan(before);
  });

  it('does not hear what is rolled back, nor other channels', async () => {
    const heard = await subscribed('queue_items');
    await waitUntil(
      async () => (await notify('queue_items'), heard.count),
      (count) => count >= 2,
    );
    const marker = await subscribed('marker');
    await waitUntil(
      async () => marker.count,
      (count) => count > 0,
    );
    const before = heard.count;

    await notify('elsewhere');
    await database.dataSource
      .transaction(async (manager) => {
        await manager.query(`SELECT pg_notify('queue_items', '')`);
        throw new Error('rolled back');
      })
      .catch((error: Error) => expect(error.message).toBe('rolled back'));
    // PostgreSQL hands notifications on in the order of commits: behind this one nothing of before can follow.
    const marked = marker.count;
    await notify('marker');
    await waitUntil(
      async () => marker.count,
      (count) => count > marked,
    );

    expect(heard.count).toBe(before);
  });

  it('calls every handler of a channel, and none that has left', async () => {
    const staying = await subscribed('queue_items');
    const leaving = await subscribed('queue_items');
    leaving.unsubscribe();
    const left = leaving.count;
    const before = staying.count;

    await notify('queue_items');
    await waitUntil(
      async () => staying.count,
      (count) => count > before,
    );

    expect(leaving.count).toBe(left);
  });

  it('hears again after its connection was ended, having looked once for what it missed', async () => {
    const heard = await subscribed('queue_items');
    const [lost] = await connections();
    const before = heard.count;

    await database.dataSource.query('SELECT pg_terminate_backend($1)', [lost]);

    // The look after the reconnection comes without any notification.
    await waitUntil(
      async () => heard.count,
      (count) => count > before,
    );
    const looked = heard.count;
    await notify('queue_items');
    await waitUntil(
      async () => heard.count,
      (count) => count > looked,
    );
    const [now] = await waitUntil(connections, (pids) => pids.length === 1 && pids[0] !== lost);
    expect(now).toBeDefined();
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn Notifications are interrupted: terminating connection/),
    ]);
  });

  it('ends its connection when the process stops', async () => {
    await subscribed('queue_items');

    await listener.onApplicationShutdown();

    await expect(waitUntil(connections, (pids) => pids.length === 0)).resolves.toEqual([]);
  });
});
