import type { WholePicture } from '@oracle-integration/completions';
import {
  copyToMariaDb,
  createScratchSite,
  describeOnMariaDb,
  generateCompany,
  type ScratchSite,
} from '@oracle-integration/testing';
import { TotaraUnreadableError } from '../totara.errors';
import { ALL_ROWS, allPairs } from './testing/all-pairs';
import { describeOnBoth } from './testing/describe-on-both';
import { TotaraReader } from './totara-reader';

const NOW = 1_790_000_000;
const DAY = 86_400;

let scratch: ScratchSite;

afterEach(() => scratch.drop());

describeOnBoth('the reader of a Totara site', (open) => {
  let learner: number;
  let course: number;

  beforeEach(async () => {
    scratch = await createScratchSite(NOW);
    learner = await scratch.site.addUser({ firstname: 'María', lastname: 'López 🎓' });
    const category = await scratch.site.addCategory('Compliance');
    course = await scratch.site.addCourse({ fullname: 'Fire Safety 🔥', category, gradeMax: 40 });
  });

  it('gives the keys of present rows in pages, each once and in the order of ids', async () => {
    const users: number[] = [];
    for (let count = 0; count < 5; count += 1) users.push(await scratch.site.addUser());
    await scratch.site.enrolMany(users, course);
    const { reader } = await open(scratch);

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
    const { reader } = await open(scratch);

    const history = await reader.historyKeys(0, 10);
    const ofCourse = await reader.courseKeys(other, 0, 10);
    const log = await reader.logKeys(0, 100);

    expect(history).toMatchObject([{ userId: learner, courseId: course }]);
    expect(ofCourse).toMatchObject([{ userId: learner, courseId: other }]);
    expect(log.at(-1)).toMatchObject({ userId: null, courseId: other });
    expect(new Set(log.map(({ courseId }) => courseId))).toEqual(new Set([course, other]));
  });

  it('tells how far the tables go, where the log begins, and what time it is there', async () => {
    await scratch.site.enrol(learner, course);
    await scratch.site.start(learner, course);
    await scratch.site.complete(learner, course);
    await scratch.rows(
      'DELETE FROM ttr_course_completion_log WHERE id = (SELECT min(id) FROM ttr_course_completion_log)',
    );
    const [expected] = await scratch.rows<Record<'current' | 'last' | 'first', string>>(
      `SELECT (SELECT max(id) FROM ttr_course_completions) AS current, max(id) AS last, min(id) AS first
         FROM ttr_course_completion_log`,
    );
    const { reader } = await open(scratch);

    const marks = await reader.marks();

    expect(marks).toMatchObject({
      currentId: Number(expected!.current),
      historyId: 0,
      logId: Number(expected!.last),
      firstLogId: Number(expected!.first),
    });
    expect(Math.abs(marks.now.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('has no beginning of the log where it is empty', async () => {
    await scratch.rows('DELETE FROM ttr_course_completion_log');
    const { reader } = await open(scratch);

    expect(await reader.marks()).toMatchObject({ currentId: 0, logId: 0, firstLogId: null });
  });

  it('gives the whole picture of a learner in a course: present, archived, person, course, grade', async () => {
    await scratch.site.complete(learner, course, { timecompleted: NOW - 400 * DAY, grade: 20 });
    await scratch.site.archive(learner, course);
    await scratch.site.complete(learner, course, { timecompleted: NOW, grade: 30 });
    const { reader } = await open(scratch);

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({
      extent: 'whole',
      exclusion: null,
      current: {
        status: 'complete',
        progress: 100,
        completedAt: new Date(NOW * 1000),
        grade: { value: 30, max: 40, percent: 75 },
      },
      history: [
        {
          completedAt: new Date((NOW - 400 * DAY) * 1000),
          grade: { value: 20, percent: null },
          progress: 100,
        },
      ],
      user: { firstname: 'María', lastname: 'López 🎓', deleted: false },
      course: { fullname: 'Fire Safety 🔥', category: 'Compliance' },
    });
  });

  it('gives a picture also of a person and a course that are gone', async () => {
    await scratch.site.complete(learner, course);
    await scratch.rows('DELETE FROM ttr_user WHERE id = $1', [learner]);
    await scratch.rows('DELETE FROM ttr_course WHERE id = $1', [course]);
    const { reader } = await open(scratch);

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({
      user: null,
      course: null,
      current: { status: 'complete' },
      exclusion: null,
    });
  });

  it('gives a picture of whom the site holds nothing about', async () => {
    const { reader } = await open(scratch);

    const pictures = await reader.observe([
      { userId: learner, courseId: course },
      { userId: 987_654, courseId: 987_654 },
    ]);

    expect(pictures).toMatchObject([
      { userId: learner, current: null, history: [], user: { firstname: 'María' } },
      { userId: 987_654, current: null, history: [], user: null, course: null },
    ]);
  });

  it('accounts for rows that are no completions, and says so', async () => {
    const workspace = await scratch.site.addCourse({ containertype: 'container_workspace' });
    await scratch.rows(`INSERT INTO ttr_course (id, fullname, format) VALUES (9001, 'The site', 'site')`);
    const guest = await scratch.site.addUser({ username: 'guest' });
    await scratch.rows(
      `INSERT INTO ttr_course_completions (userid, course) VALUES (${learner}, ${workspace}), (${learner}, 9001),
         (${guest}, ${course})`,
    );
    const { reader } = await open(scratch);

    const keys = await reader.currentKeys(0, 10);
    const pictures = await reader.observe(await allPairs(reader));

    const exclusions = new Map(
      pictures.map(({ userId, courseId, exclusion }) => [`${userId}:${courseId}`, exclusion]),
    );
    expect(keys).toHaveLength(3);
    expect(exclusions).toEqual(
      new Map([
        [`${learner}:${workspace}`, 'not_a_course'],
        [`${learner}:9001`, 'not_a_course'],
        [`${guest}:${course}`, 'guest'],
      ]),
    );
    expect((await reader.digest('current', 0, 10)).rows).toBe(3);
  });

  it('counts what can be completions by course and day, of those that have a time', async () => {
    const other = await scratch.site.addCourse();
    const midnight = NOW - (NOW % DAY);
    const times = [
      midnight - 1,
      midnight,
      midnight + DAY - 1,
      midnight + DAY,
      midnight * 1000,
      midnight * 1e6,
    ];
    for (const time of [...times, 0, -1]) {
      const person = await scratch.site.addUser();
      await scratch.rows(
        'INSERT INTO ttr_course_completions (userid, course, timecompleted) VALUES ($1, $2, $3)',
        [person, course, time],
      );
    }
    await scratch.site.enrol(learner, course);
    await scratch.site.complete(learner, other, { timecompleted: midnight });
    const workspace = await scratch.site.addCourse({ containertype: 'container_workspace' });
    await scratch.site.complete(learner, workspace, { timecompleted: midnight });
    const guest = await scratch.site.addUser({ username: 'guest' });
    await scratch.site.complete(guest, other, { timecompleted: midnight });
    const { reader } = await open(scratch);

    const counts = await reader.completionCounts('current', 0, ALL_ROWS);
    const ofFirstTwo = await reader.completionCounts('current', 0, 2);

    const day = midnight / DAY;
    const inOrder = [...counts].sort((one, two) => one.courseId - two.courseId || one.day - two.day);
    expect(inOrder).toEqual([
      { courseId: course, day: day - 1, rows: 1 },
      { courseId: course, day, rows: 4 },
      { courseId: course, day: day + 1, rows: 1 },
      { courseId: other, day, rows: 1 },
    ]);
    expect(ofFirstTwo.map(({ rows }) => rows)).toEqual([1, 1]);
  });

  it('finds people by what a file may call them', async () => {
    const twin = await scratch.site.addUser({ idnumber: 'E7', email: 'Team@Example.com' });
    await scratch.site.updateUser(learner, { idnumber: 'E7', email: 'team@example.com', username: 'mlopez' });
    const accented = await scratch.site.addUser({ username: 'josé', idnumber: 'e7' });
    const leaver = await scratch.site.addUser({ username: 'gone', idnumber: 'E9' });
    await scratch.rows('UPDATE ttr_user SET deleted = 1 WHERE id = $1', [leaver]);
    const { reader } = await open(scratch);
    const find = async (...question: Parameters<TotaraReader['findUsers']>) =>
      (await reader.findUsers(...question)).map(({ value, userId }) => [value, userId]);

    expect(await find('idnumber', ['E7', 'E9', '', 'E8'])).toEqual([
      ['E7', learner],
      ['E7', twin],
    ]);
    expect(await find('email', ['TEAM@example.com'])).toEqual([
      ['TEAM@example.com', learner],
      ['TEAM@example.com', twin],
    ]);
    expect(await find('username', ['MLopez', 'gone'])).toEqual([['MLopez', learner]]);
    expect(await find('username', ['jose', 'José'])).toEqual([['José', accented]]);
    expect(await find('id', [String(leaver), 'x', '0'])).toEqual([[String(leaver), leaver]]);
  });

  it('finds nobody by nothing, and answers with all that is known of a person', async () => {
    const { reader } = await open(scratch);

    expect(await reader.findUsers('email', [])).toEqual([]);
    expect(await reader.findUsers('id', [String(learner)])).toMatchObject([
      { snapshot: { firstname: 'María', lastname: 'López 🎓', suspended: false, deleted: false } },
    ]);
  });

  it('finds courses by what a file may call them, but no workspace and not the front page', async () => {
    const twin = await scratch.site.addCourse({
      fullname: 'Fire Safety 🔥',
      shortname: 'FIRE-2',
      category: 1,
    });
    const workspace = await scratch.site.addCourse({
      fullname: 'Fire Safety 🔥',
      category: 1,
      containertype: 'container_workspace',
    });
    await scratch.rows(`UPDATE ttr_course SET idnumber = 'OLC-1' WHERE id = ${course}`);
    await scratch.rows(
      `INSERT INTO ttr_course (id, format, fullname) VALUES (9001, 'site', 'Fire Safety 🔥')`,
    );
    const { reader } = await open(scratch);
    const find = async (...question: Parameters<TotaraReader['findCourses']>) =>
      (await reader.findCourses(...question)).map(({ courseId }) => courseId);

    expect(await find('fullname', ['Fire Safety 🔥', 'fire safety 🔥'])).toEqual([course, twin]);
    expect(await find('shortname', ['FIRE-2', 'FIRE-3'])).toEqual([twin]);
    expect(await find('idnumber', ['OLC-1', ''])).toEqual([course]);
    expect(await find('id', [twin, workspace, 9001].map(String))).toEqual([twin]);
    expect(await reader.findCourses('id', [String(course)])).toMatchObject([
      { value: String(course), snapshot: { fullname: 'Fire Safety 🔥', category: 'Compliance' } },
    ]);
  });

  it('looks anew at what the site has after a read failed', async () => {
    const { reader, run } = await open(scratch);
    await reader.marks();
    await run('ALTER TABLE ttr_course_completions RENAME TO ttr_moved');

    const failing = reader.currentKeys(0, 1);

    await expect(failing).rejects.toThrow(TotaraUnreadableError);
    await expect(reader.currentKeys(0, 1)).rejects.toThrow(
      /no table ttr_course_completions that we may read/,
    );
    await run('ALTER TABLE ttr_moved RENAME TO ttr_course_completions');
    expect(await reader.currentKeys(0, 1)).toEqual([]);
  });
});

describeOnBoth('the reader of another version', (open) => {
  it('reads Totara 12, which has no container types', async () => {
    scratch = await createScratchSite(NOW, { flavour: 'totara12' });
    const learner = await scratch.site.addUser();
    const course = await scratch.site.addCourse({ category: await scratch.site.addCategory('Licences') });
    await scratch.site.completeViaRpl(learner, course, { rpl: 'Licence', rplgrade: 80 });
    const { reader } = await open(scratch);

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture!.exclusion).toBeNull();
    expect(picture!.current).toMatchObject({
      status: 'completeviarpl',
      rpl: 'Licence',
      grade: { percent: 80 },
    });
    expect(await reader.hasChangeLog()).toBe(true);
  });

  it('reads Moodle, which has neither status nor history nor a change log', async () => {
    scratch = await createScratchSite(NOW, { flavour: 'moodle4' });
    const { site } = scratch;
    const learner = await site.addUser();
    const course = await site.addCourse();
    await site.complete(learner, course, { timecompleted: NOW });
    const { reader } = await open(scratch);

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({
      current: { status: 'complete', completedAt: new Date(NOW * 1000), progress: 100 },
      history: [],
    });
    expect(await reader.hasChangeLog()).toBe(false);
    expect([await reader.historyKeys(0, 10), await reader.logKeys(0, 10)]).toEqual([[], []]);
    expect(await reader.marks()).toMatchObject({ historyId: 0, logId: 0, firstLogId: null });
    expect(await reader.digest('history', 0, 10)).toEqual({ rows: 0, sum: '0', lastId: null });
    expect(await reader.fingerprints('history', 0, 10, 10)).toEqual([]);
    expect(await reader.completionCounts('history', 0, 10)).toEqual([]);
    expect((await reader.digest('current', 0, 10)).rows).toBe(1);
  });
});

describeOnMariaDb('a company that moved to MariaDB', (server) => {
  /** Pictures in one order, to be compared. */
  async function picturesOf(url: string): Promise<WholePicture[]> {
    const { schema, prefix } = scratch.site.location;
    const reader = new TotaraReader({ url, schema, prefix });
    const pictures = await reader.observe(await allPairs(reader));
    await reader.close();
    return pictures.sort((one, two) => one.userId - two.userId || one.courseId - two.courseId);
  }

  it.each([['totara17'], ['totara12'], ['moodle4']] as const)(
    'looks as it did on PostgreSQL, fingerprints included: %s',
    async (flavour) => {
      scratch = await createScratchSite(NOW, { flavour });
      const connection = await scratch.pool.connect();
      await generateCompany(connection, { people: 60, now: NOW, flavour });
      connection.release();
      await scratch.rows('ANALYZE');

      const onMariaDb = await picturesOf(await copyToMariaDb(server(), scratch));

      expect(onMariaDb).toEqual(await picturesOf(scratch.url));
      expect(onMariaDb.length).toBeGreaterThan(500);
    },
  );
});
