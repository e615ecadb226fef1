import { type ScratchSite, TotaraSite } from '@oracle-integration/testing';
import { TotaraTableMissingError, TotaraUnreadableError } from '../totara.errors';
import { createSite } from '../testing/capture-rig';
import { holdTable } from '../testing/held-table';
import { TotaraReader, type TotaraPlace } from './totara-reader';

const now = Math.floor(Date.now() / 1000);

let scratch: ScratchSite;
const readers: TotaraReader[] = [];
const accounts: string[] = [];

function open(place: Partial<TotaraPlace> = {}): TotaraReader {
  const { prefix, schema } = scratch.site.location;
  const reader = new TotaraReader({ url: scratch.url, prefix, schema, ...place });
  readers.push(reader);
  return reader;
}

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
  for (const account of accounts.splice(0)) {
    await scratch.rows(`DROP OWNED BY ${account}`);
    await scratch.rows(`DROP ROLE ${account}`);
  }
  await scratch.drop();
});

describe('the reader of a Totara site', () => {
  let learner: number;
  let course: number;

  beforeEach(async () => {
    scratch = await createSite();
    learner = await scratch.site.addUser({ firstname: 'María', lastname: 'López' });
    const category = await scratch.site.addCategory('Compliance');
    course = await scratch.site.addCourse({ fullname: 'Fire Safety', category, gradeMax: 40 });
  });

  it('cannot write, though its account may', async () => {
    const { pool } = open() as unknown as { pool: { query(sql: string): Promise<unknown> } };

    const write = pool.query(`INSERT INTO ttr_course_completions (userid, course) VALUES (1, 1)`);

    await expect(write).rejects.toMatchObject({ code: '25006' });
    expect(await scratch.rows('SELECT 1 FROM ttr_course_completions')).toEqual([]);
  });

  it('gives the keys of present rows in pages, each once and in the order of ids', async () => {
    const users: number[] = [];
    for (let count = 0; count < 5; count += 1) users.push(await scratch.site.addUser());
    await scratch.site.enrolMany(users, course);
    const reader = open();

    const first = await reader.currentKeys(0, 2);
    const second = await reader.currentKeys(first.at(-1)!.id, 2);
    const third = await reader.currentKeys(second.at(-1)!.id, 2);

    expect([first.length, second.length, third.length]).toEqual([2, 2, 1]);
    expect([...first, ...second, ...third].map(({ userId }) => userId)).toEqual(users);
    expect(await reader.currentKeys(third.at(-1)!.id, 2)).toEqual([]);
  });

  it('gives the keys of archived rows, of one course, and of the change log', async () => {
    const other = await scratch.site.addCourse();
    await scratch.site.complete(learner, course);
    await scratch.site.archive(learner, course);
    await scratch.site.enrol(learner, other);
    await scratch.site.unlockCriteria(other, false);
    const reader = open();

    const history = await reader.historyKeys(0, 10);
    const ofCourse = await reader.courseKeys(other, 0, 10);
    const log = await reader.logKeys(0, 100);

    expect(history).toMatchObject([{ userId: learner, courseId: course }]);
    expect(ofCourse).toMatchObject([{ userId: learner, courseId: other }]);
    expect(log.at(-1)).toMatchObject({ userId: null, courseId: other });
    expect(new Set(log.map(({ courseId }) => courseId))).toEqual(new Set([course, other]));
  });

  it('tells how far the tables go, and what time it is there', async () => {
    await scratch.site.complete(learner, course);
    const [expected] = await scratch.rows<{ current: string; log: string }>(
      `SELECT (SELECT max(id) FROM ttr_course_completions) AS current, (SELECT max(id) FROM ttr_course_completion_log) AS log`,
    );

    const marks = await open().marks();

    expect(marks).toMatchObject({
      currentId: Number(expected!.current),
      historyId: 0,
      logId: Number(expected!.log),
    });
    expect(Math.abs(marks.now.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('gives the whole picture of a learner in a course: present, archived, person, course, grade', async () => {
    await scratch.site.complete(learner, course, { timecompleted: now - 86_400 * 400, grade: 20 });
    await scratch.site.archive(learner, course);
    await scratch.site.complete(learner, course, { timecompleted: now, grade: 30 });

    const [picture] = await open().observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({
      current: {
        status: 'complete',
        completedAt: new Date(now * 1000),
        grade: { value: 30, max: 40, percent: 75 },
      },
      history: [{ completedAt: new Date((now - 86_400 * 400) * 1000), grade: { value: 20, percent: null } }],
      user: { firstname: 'María', lastname: 'López', deleted: false },
      course: { fullname: 'Fire Safety', category: 'Compliance' },
    });
  });

  it('gives a picture also of a person and a course that are gone', async () => {
    await scratch.site.complete(learner, course);
    await scratch.rows('DELETE FROM ttr_user WHERE id = $1', [learner]);
    await scratch.rows('DELETE FROM ttr_course WHERE id = $1', [course]);

    const [picture] = await open().observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({ user: null, course: null, current: { status: 'complete' } });
  });

  it('asks nothing for nobody', async () => {
    expect(await open({ prefix: 'none_' }).observe([])).toEqual([]);
  });

  it('sees both tables at one moment: a row archived between two reads is in exactly one of them', async () => {
    await scratch.site.complete(learner, course);
    const reader = open();
    await reader.hasChangeLog();
    const held = await holdTable(scratch.pool, 'ttr_course_completion_history');
    const reading = reader.observe([{ userId: learner, courseId: course }]);
    await held.reader();
    await new TotaraSite(scratch.pool, {}, held.holder).archive(learner, course);
    await held.release();

    const [picture] = await reading;

    expect([picture!.current !== null, picture!.history.length]).toEqual([true, 0]);
  });

  it('works with an account that may only read', async () => {
    await scratch.site.complete(learner, course);
    const reader = open({ url: await accountWith('GRANT SELECT ON ALL TABLES IN SCHEMA public TO') });

    const [key] = await reader.currentKeys(0, 10);
    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(key).toMatchObject({ userId: learner });
    expect(picture).toMatchObject({ current: { status: 'complete' } });
  });

  it('refuses to go on without the history, where it is there but may not be read', async () => {
    await scratch.site.complete(learner, course);
    const account = await accountWith('GRANT SELECT ON ALL TABLES IN SCHEMA public TO');
    await scratch.rows(`REVOKE SELECT ON ttr_course_completion_history FROM ${new URL(account).username}`);

    const reading = open({ url: account }).marks();

    await expect(reading).rejects.toThrow(/no table ttr_course_completion_history that we may read/);
  });

  it('tells an account that may read nothing from a site that is not there by naming the tables', async () => {
    const reading = open({ url: await accountWith('GRANT USAGE ON SCHEMA public TO') }).marks();

    await expect(reading).rejects.toThrow(TotaraTableMissingError);
    await expect(reading).rejects.toThrow(/ttr_course_completions, ttr_course, ttr_user/);
  });

  it('looks anew after it failed: tables that come later are found', async () => {
    const reader = open({ prefix: 'late_' });
    await expect(reader.marks()).rejects.toThrow(TotaraTableMissingError);
    for (const table of ['course_completions', 'course', 'user']) {
      await scratch.rows(`ALTER TABLE ttr_${table} RENAME TO late_${table}`);
    }

    expect(await reader.marks()).toMatchObject({ currentId: 0, historyId: 0, logId: 0 });
  });

  it('says that Totara is the one that failed when a statement fails', async () => {
    const reader = open();
    await reader.marks();
    await scratch.rows('DROP TABLE ttr_course_completion_history');

    await expect(reader.historyKeys(0, 1)).rejects.toThrow(TotaraUnreadableError);
    await expect(reader.observe([{ userId: learner, courseId: course }])).rejects.toThrow(
      TotaraUnreadableError,
    );
    expect(await reader.currentKeys(0, 1)).toEqual([]);
  });

  /** An account of its own on the site's database. */
  async function accountWith(grant: string): Promise<string> {
    const url = new URL(scratch.url);
    const name = `reader_${url.pathname.slice(-8)}`;
    await scratch.rows(`CREATE ROLE ${name} LOGIN PASSWORD 'read-only'`);
    accounts.push(name);
    await scratch.rows(`${grant} ${name}`);
    url.username = name;
    url.password = 'read-only';
    return url.href;
  }
});

describe('the reader of a site elsewhere', () => {
  it('finds tables in a schema of their own under another prefix', async () => {
    scratch = await createSite({ schema: 'lms', prefix: 'app_' });
    const learner = await scratch.site.addUser();
    const course = await scratch.site.addCourse();
    await scratch.site.complete(learner, course);

    const [picture] = await open().observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({ current: { status: 'complete' } });
    await expect(open({ schema: 'public' }).marks()).rejects.toThrow(
      /The schema "public".*app_course_completions/,
    );
  });

  it('reads Totara 12, which has no container types', async () => {
    scratch = await createSite({ flavour: 'totara12' });
    const learner = await scratch.site.addUser();
    const course = await scratch.site.addCourse();
    await scratch.site.completeViaRpl(learner, course, { rpl: 'Licence', rplgrade: 80 });
    const reader = open();

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture!.current).toMatchObject({
      status: 'completeviarpl',
      rpl: 'Licence',
      grade: { percent: 80 },
    });
    expect(await reader.hasChangeLog()).toBe(true);
  });

  it('reads Moodle, which has neither status nor history nor a change log', async () => {
    scratch = await createSite({ flavour: 'moodle4' });
    const { site } = scratch;
    const learner = await site.addUser();
    const course = await site.addCourse();
    await site.complete(learner, course, { timecompleted: now });
    const reader = open();

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({
      current: { status: 'complete', completedAt: new Date(now * 1000) },
      history: [],
    });
    expect(await reader.hasChangeLog()).toBe(false);
    expect(await reader.historyKeys(0, 10)).toEqual([]);
    expect(await reader.logKeys(0, 10)).toEqual([]);
    expect(await reader.marks()).toMatchObject({ historyId: 0, logId: 0 });
  });
});
