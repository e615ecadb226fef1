import { createEmptyDatabase, freePort, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { startSandbox, type RunningSandbox } from './sandbox';
import type { SandboxOptions } from './sandbox-options';
import type { SiteStats } from './site-reader';
import { openTcpDoor } from './testing/tcp-door';
import type { WebhookCounts } from './webhooks/webhook-queue';

const ready = /^Totara sandbox ready: (\d+) completed, (\d+) unfinished, (\d+) archived$/;

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

  const stats = async (): Promise<SiteStats & { webhooks: WebhookCounts | null }> =>
    (await (await fetch(`${sandbox.controlUrl}/stats`)).json()) as SiteStats & {
      webhooks: WebhookCounts | null;
    };

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
    ['/operations/enrol', { userid: 3 }, 400, 'courseid'],
    ['/operations/enrol', undefined, 400, 'userid'],
    ['/operations/enrol', { userid: 3, courseid: 2, hurry: true }, 400, 'additional properties'],
    ['/operations/setStatus', { userid: 3, courseid: 2, status: 60 }, 400, 'status'],
    ['/operations/restoreFrom', { schema: 'public' }, 400, 'schema'],
    ['/operations/deleteHistory', { historyid: 999_999 }, 409, 'There is no history row 999999.'],
    ['/operations/fly', {}, 404, 'fly'],
  ])('refuses %s with %j', async (path, body, status, reason) => {
    const answer = await post(path, body);

    expect(answer.status).toBe(status);
    expect(answer.body['error']).toContain(reason);
  });

  it('lists its operations with their parameters, and nothing that cannot be done', async () => {
    const answer = (await (await fetch(`${sandbox.controlUrl}/`)).json()) as {
      routes: Record<string, string>;
      operations: { name: string; description: string; parameters: { required: string[] } }[];
    };
    const names = answer.operations.map(({ name }) => name);

    expect(Object.keys(answer.routes)).toContain('POST /operations/<name>');
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['burst', 'removeRpl', 'unlockCriteria', 'insertDirectly']));
    expect(answer.operations.every(({ description }) => /^[A-Z].*\.$/.test(description))).toBe(true);
    for (const { name, parameters } of answer.operations.filter(
      (one) => one.parameters.required.length > 0,
    )) {
      expect([name, (await post(`/operations/${name}`, {})).status]).toEqual([name, 400]);
      expect(parameters.required).not.toContain(undefined);
    }
  });

  it('plays a life of one completion: every operation that can follow the one before', async () => {
    const play = async (name: string, parameters: object = {}) => {
      const answer = await post(`/operations/${name}`, parameters);
      expect([name, answer.status, answer.body['error']]).toEqual([name, 200, undefined]);
      return answer.body['result'];
    };
    const userid = await play('addUser', { firstname: 'Ana' });
    const courseid = await play('addCourse', { fullname: 'Ladders' });
    const pair = { userid, courseid };
    const moduleid = await play('addActivity', { courseid, name: 'scorm' });
    const backup = await play('snapshot');

    expect(await play('enrol', pair)).toBe(true);
    expect(await play('start', pair)).toBe(true);
    expect(await play('progressActivity', { ...pair, moduleid, percent: 45 })).toBe(true);
    expect(await play('completeActivity', { ...pair, moduleid, state: 2 })).toBe(false);
    expect(await play('meetCriterion', { ...pair, kind: 'self' })).toBe(true);
    await play('correctGrade', { ...pair, grade: 88 });
    await play('editCompletion', { ...pair, timecompleted: 1_600_000_000 });
    expect(await play('archive', pair)).toBe(true);
    expect(await play('completeViaRpl', { ...pair, rpl: 'Seen', rplgrade: 70 })).toBe(true);
    expect(await play('removeRpl', pair)).toBe(true);
    await play('setStatus', { ...pair, status: 75 });
    expect(await play('openRecertificationWindow', { courseid, userids: [userid] })).toEqual([userid]);
    const historyid = await play('addHistory', { ...pair, timecompleted: null });
    await play('deleteHistory', { historyid });
    expect(
      await play('importCompletions', {
        rows: [{ userId: userid, courseId: courseid, timecompleted: 1_500_000_000, grade: 9 }],
        override: 'always',
      }),
    ).toEqual(['current']);
    await play('updateDirectly', { ...pair, timecompleted: 1_500_000_001 });
    await play('deleteDirectly', pair);
    expect(await play('insertDirectly', { ...pair, status: 10 })).toEqual(expect.any(Number));
    expect(await play('deleteUnusedCompletions', { courseid })).toBe(1);
    expect(await play('burst', { courseid, userids: [userid] })).toEqual([userid]);
    await play('unlockCriteria', { courseid, deletedata: true });
    expect(await play('duplicateCourse', { courseid })).toEqual(expect.any(Number));
    await play('deleteUser', { userid, mode: 'partial' });
    await play('purgeUser', { userid });
    await play('deleteCourse', { courseid, leaveorphans: true });
    await play('restoreFrom', backup as object);

    expect(await query(`SELECT fullname FROM ttr_course WHERE id = ${String(courseid)}`)).toEqual([
      { fullname: 'Ladders' },
    ]);
    expect(await query(`SELECT 1 FROM ttr_course_completions WHERE course = ${String(courseid)}`)).toEqual(
      [],
    );
  });

  it('sends no webhooks unless it is told where to', async () => {
    expect((await stats()).webhooks).toBeNull();
    expect(await query(`SELECT to_regclass('ttr_totara_webhook_payload_queue') AS queue`)).toEqual([
      { queue: null },
    ]);
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
                      count(*) FILTER (WHERE description LIKE 'History created%')::int AS archived,
                      count(*) FILTER (WHERE description LIKE '%module completion in internal_set_data%')::int AS worked,
                      count(*) FILTER (WHERE description LIKE 'Completion manually edited%')::int AS edited,
                      count(*) FILTER (WHERE description LIKE '%during import%')::int AS imported
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
