import { createScratchSite, type ScratchSite, TotaraSite, waitUntil } from '@oracle-integration/testing';
import { TotaraUnreadableError } from '../../totara.errors';
import { holdTable } from '../../testing/held-table';
import { TotaraReader } from '../totara-reader';
import { PostgresSiteDatabase } from './postgres-site-database';

describe('a site on PostgreSQL', () => {
  let scratch: ScratchSite;
  let database: PostgresSiteDatabase;

  beforeEach(async () => {
    scratch = await createScratchSite(1_790_000_000);
    database = new PostgresSiteDatabase(scratch.url);
  });

  afterEach(async () => {
    await database.close();
    await scratch.drop();
  });

  /** The connections of the database under test, by their processes on the server. */
  async function connections(): Promise<number[]> {
    const rows = await scratch.rows<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'oracle-integration%'`,
    );
    return rows.map(({ pid }) => pid);
  }

  it('cannot be written to, though the account may', async () => {
    const write = database.read('INSERT INTO ttr_course_completions (userid, course) VALUES (1, 1)');

    await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
    const inSnapshot = database.inSnapshot((read) => read('DELETE FROM ttr_course'));
    await expect(inSnapshot).rejects.toThrow(TotaraUnreadableError);
  });

  it('is read by one plain process, with a limit of time', async () => {
    const [settings] = await database.read(
      `SELECT current_setting('jit') AS jit, current_setting('max_parallel_workers_per_gather') AS helpers,
              current_setting('statement_timeout') AS statement_timeout`,
    );

    expect(settings).toEqual({ jit: 'off', helpers: '0', statement_timeout: '2min' });
  });

  it('shows one moment in a snapshot, whatever is committed meanwhile', async () => {
    const count = 'SELECT COUNT(*) AS count FROM ttr_course_completions';

    const counts = await database.inSnapshot(async (read) => {
      const before = await read<{ count: string }>(count);
      await scratch.rows('INSERT INTO ttr_course_completions (userid, course) VALUES (1, 1)');
      const after = await read<{ count: string }>(count);
      return [...before, ...after].map((row) => Number(row.count));
    });

    const [later] = await database.read<{ count: string }>(count);
    expect([...counts, Number(later!.count)]).toEqual([0, 0, 1]);
  });

  it('shows both tables at one moment: a row archived between two reads is in exactly one of them', async () => {
    const learner = await scratch.site.addUser();
    const course = await scratch.site.addCourse();
    await scratch.site.complete(learner, course);
    const reader = new TotaraReader({ url: scratch.url, schema: 'public', prefix: 'ttr_' });
    await reader.hasChangeLog();
    const held = await holdTable(scratch.pool, 'ttr_course_completion_history');
    const reading = reader.observe([{ userId: learner, courseId: course }]);
    await held.reader();
    await new TotaraSite(scratch.pool, {}, held.holder).archive(learner, course);
    await held.release();

    const [picture] = await reading;

    expect([picture!.current !== null, picture!.history.length]).toEqual([true, 0]);
    await reader.close();
  });

  it('uses two connections at most, and waits for its turn', async () => {
    const reads = Array.from({ length: 6 }, () => database.read('SELECT pg_sleep(0.2)'));
    const atWork = await waitUntil(connections, (pids) => pids.length > 0);

    await Promise.all(reads);

    expect(atWork.length).toBeLessThanOrEqual(2);
    expect((await connections()).length).toBeLessThanOrEqual(2);
  });

  it('survives connections that break while idle', async () => {
    await Promise.all([database.read('SELECT 1'), database.read('SELECT 1')]);
    await scratch.rows('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [
      await connections(),
    ]);
    await waitUntil(connections, (pids) => pids.length === 0);

    // The first read may be given a connection whose end has not been heard of yet.
    const answer = await waitUntil(
      () => database.read<{ one: number }>('SELECT 1 AS one').catch(() => []),
      (rows) => rows.length > 0,
    );

    expect(answer).toEqual([{ one: 1 }]);
  });

  it('tells of a connection that breaks under a read, and goes on with another', async () => {
    const reading = database.inSnapshot((read) => read('SELECT pg_sleep(60)'));
    const outcome = reading.catch((error: unknown) => error);
    const pids = await waitUntil(connections, (found) => found.length > 0);
    await scratch.rows('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [pids]);

    expect(await outcome).toBeInstanceOf(TotaraUnreadableError);
    expect(await database.read('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('does not wait for ever for an answer', async () => {
    const impatient = new PostgresSiteDatabase(scratch.url, 200);

    const reading = impatient.read('SELECT pg_sleep(60)');

    await expect(reading).rejects.toThrow(TotaraUnreadableError);
    // An answer that a slow machine keeps it waiting for is none either.
    const answer = await waitUntil(
      () => impatient.read<{ one: number }>('SELECT 1 AS one').catch(() => []),
      (rows) => rows.length > 0,
    );
    expect(answer).toEqual([{ one: 1 }]);
    await impatient.close();
  });

  it('goes on after a statement that failed in the middle of a snapshot', async () => {
    const failing = database.inSnapshot((read) => read('SELECT nothing FROM nowhere'));
    await expect(failing).rejects.toMatchObject({ cause: { code: '42P01' } });

    expect(await database.inSnapshot((read) => read('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });
});
