import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { startSandbox, type RunningSandbox } from './sandbox';
import type { SandboxOptions } from './sandbox-options';
import type { SiteStats } from './site-reader';
import { openTcpDoor } from './testing/tcp-door';

const ready = /^Totara sandbox ready: (\d+) completed, (\d+) unfinished, (\d+) archived$/;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('the Totara sandbox', () => {
  let database: TestDatabase;
  let options: SandboxOptions;
  let sandbox: RunningSandbox;
  let said: string[];

  beforeEach(async () => {
    database = await createEmptyDatabase();
    said = [];
    options = {
      databaseUrl: database.url,
      tablePrefix: 'ttr_',
      people: 60,
      seed: 17,
      perMinute: 0,
      port: await freePort(),
    };
    sandbox = await start();
  });

  afterEach(async () => {
    await sandbox.stop();
    await database.drop();
  });

  const start = (changes: Partial<SandboxOptions> = {}) =>
    startSandbox({ ...options, ...changes }, (text) => said.push(text));

  const stats = async (): Promise<SiteStats> =>
    (await (await fetch(`${sandbox.controlUrl}/stats`)).json()) as SiteStats;

  async function post(
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${sandbox.controlUrl}${path}`, {
      method: 'POST',
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('says what is there and where its control is', async () => {
    const counts = await stats();

    expect(said[0]?.match(ready)?.slice(1).map(Number)).toEqual([
      counts.completed,
      counts.unfinished,
      counts.archived,
    ]);
    expect(said[1]).toBe(`Totara sandbox control on http://127.0.0.1:${options.port}`);
    expect(counts.courses).toBe(40);
    expect(counts.users).toBeGreaterThan(50);
  });

  it('finds its site again after a restart, whatever size is asked for', async () => {
    const before = await stats();
    await sandbox.stop();
    sandbox = await start({ people: 5, seed: 1 });

    expect(await stats()).toEqual(before);
  });

  it('makes the site once when two start together', async () => {
    await sandbox.stop();
    await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const both = await Promise.all([start({ port: 0 }), start({ port: 0 })]);
    await Promise.all(both.map((one) => one.stop()));
    sandbox = await start();

    expect(said.filter((line) => ready.test(line)).slice(1)).toHaveLength(3);
    expect(await query('SELECT count(*)::int AS people FROM ttr_user WHERE id > 2')).toEqual([
      { people: 60 },
    ]);
  });

  it('stands still at rate 0, and completes one for anybody on request', async () => {
    const before = await stats();
    const { status, body } = await post('/complete');
    const after = await stats();

    expect(status).toBe(200);
    expect(after).toEqual({ ...before, completed: before.completed + 1, unfinished: before.unfinished - 1 });
    expect(
      await query(`SELECT userid::int, course::int AS courseid, timecompleted::int FROM ttr_course_completions
                         WHERE userid = ${String(body['userid'])} AND course = ${String(body['courseid'])}`),
    ).toEqual([{ userid: body['userid'], courseid: body['courseid'], timecompleted: body['timecompleted'] }]);
    expect(Date.parse(String(body['committedAt'])) / 1000).toBeGreaterThanOrEqual(
      Number(body['timecompleted']),
    );
  });

  it('completes the very course asked for, once', async () => {
    const userid = await newLearner();
    const first = await post('/complete', { userid, courseid: 2 });
    const second = await post('/complete', { userid, courseid: 2 });

    expect(first).toMatchObject({ status: 200, body: { userid, courseid: 2 } });
    expect(second).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('complete already') },
    });
  });

  it('completes all forty courses of one person, then has nothing left', async () => {
    const userid = await newLearner();
    const courses = new Set<unknown>();
    for (let count = 0; count < 40; count += 1)
      courses.add((await post('/complete', { userid })).body['courseid']);

    expect(courses.size).toBe(40);
    expect((await post('/complete', { userid })).status).toBe(409);
  });

  it.each([
    ['/complete', { userid: 999_999 }, 404, 'There is no user 999999.'],
    ['/complete', { courseid: 1 }, 404, 'There is no course 1.'],
    ['/complete', { user: 4 }, 400, 'additional properties'],
    ['/complete', { userid: '4' }, 400, 'userid'],
    ['/learners', { perMinute: -1 }, 400, 'perMinute'],
    ['/learners', {}, 400, 'perMinute'],
  ])('refuses %s with %j', async (path, body, status, reason) => {
    const answer = await post(path, body);

    expect(answer.status).toBe(status);
    expect(answer.body['error']).toContain(reason);
  });

  it('sets learners in motion: completions, new rows and log entries of every kind', async () => {
    const [before] = await query('SELECT max(id)::int AS log FROM ttr_course_completion_log');
    const answer = await post('/learners', { perMinute: 60_000 });
    const kinds = await waitUntil(
      async () =>
        query(`SELECT count(*) FILTER (WHERE description LIKE '%Status: Complete (50)%')::int AS completed,
                      count(*) FILTER (WHERE description LIKE '%Status: Complete via rpl%')::int AS recognised,
                      count(*) FILTER (WHERE description LIKE '%Status: In progress%')::int AS started,
                      count(*) FILTER (WHERE description LIKE 'Created current%')::int AS enrolled,
                      count(*) FILTER (WHERE description LIKE 'History created%')::int AS archived
                 FROM ttr_course_completion_log WHERE id > ${String(before?.['log'])}`),
      ([row]) => Object.values(row ?? {}).every((count) => Number(count) > 0),
    );

    expect(answer).toEqual({ status: 200, body: { perMinute: 60_000 } });
    expect(Number(kinds[0]?.['completed'])).toBeGreaterThan(Number(kinds[0]?.['recognised']));
    expect(said.slice(2)).toEqual([]);
  });

  it('enrols a new cohort when few are unfinished', async () => {
    await query('DELETE FROM ttr_course_completions WHERE timecompleted IS NULL');
    const { unfinished } = await stats();
    await post('/learners', { perMinute: 60_000 });
    const after = await waitUntil(stats, (counts) => counts.unfinished > 10);

    expect(unfinished).toBe(0);
    expect(after.unfinished).toBeGreaterThan(10);
  });

  it('waits for a database that goes away, saying so once', async () => {
    await sandbox.stop();
    const server = new URL(database.url);
    const door = await openTcpDoor({ host: server.hostname, port: Number(server.port || 5432) });
    server.host = `127.0.0.1:${door.port}`;
    sandbox = await start({ databaseUrl: server.href, perMinute: 60_000 });
    said.splice(0);

    await door.shut();
    await waitUntil(
      () => Promise.resolve(said.length),
      (lines) => lines > 0,
    );
    const during = await fetch(`${sandbox.controlUrl}/stats`);
    await door.open();
    await waitUntil(
      () => Promise.resolve(said.length),
      (lines) => lines > 1,
    );
    const { completed } = await stats();
    const later = await waitUntil(stats, (counts) => counts.completed > completed);
    await sandbox.stop();
    await door.shut();

    expect(during.status).toBe(503);
    expect(said).toEqual([
      expect.stringMatching(/^The Totara database is away \(.+\); trying again every 2 seconds\.$/),
      'The Totara database is back; learners go on.',
    ]);
    expect(later.completed).toBeGreaterThan(completed);
    sandbox = await start();
  });

  it('does not start without its database', async () => {
    const nowhere = new URL(database.url);
    nowhere.pathname = '/no_such_database';

    await expect(start({ databaseUrl: nowhere.href, port: 0 })).rejects.toMatchObject({ code: '3D000' });
  });

  async function newLearner(): Promise<number> {
    const [row] = await query(
      `INSERT INTO ttr_user (username, firstname, lastname, confirmed) VALUES ('new.learner', 'New', 'Learner', 1)
       RETURNING id::int`,
    );
    return Number(row?.['id']);
  }
});
