import { createHash } from 'node:crypto';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { countLog, logOf } from '../testing/log-reader';

const NOW = 1_767_600_000;

describe('people', () => {
  let scratch: ScratchSite;
  let learner: number;
  let course: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse();
  });

  beforeEach(async () => {
    learner = await scratch.site.addUser({ idnumber: 'E100234', firstname: 'María', lastname: 'López' });
  });

  afterAll(() => scratch.drop());

  const user = () => scratch.rows('SELECT * FROM ttr_user WHERE id = $1', [learner]);

  it('strips a deleted account but leaves name and completions', async () => {
    await scratch.site.complete(learner, course);
    await scratch.rows('INSERT INTO ttr_user_info_data (userid, fieldid, data) VALUES ($1, 1, $2)', [
      learner,
      '300',
    ]);
    const log = await logOf(scratch, learner, course);
    await scratch.site.deleteUser(learner);

    expect(await user()).toEqual([
      expect.objectContaining({
        deleted: 1,
        username: expect.stringMatching(/^deleted_[0-9a-f]{32}$/),
        email: '',
        idnumber: '',
        firstname: 'María',
        lastname: 'López',
      }),
    ]);
    expect(await scratch.rows('SELECT 1 FROM ttr_user_info_data WHERE userid = $1', [learner])).toEqual([]);
    expect(
      await scratch.rows('SELECT status FROM ttr_course_completions WHERE userid = $1', [learner]),
    ).toEqual([{ status: 50 }]);
    expect(await logOf(scratch, learner, course)).toEqual(log);
  });

  it('makes a user name of e-mail and time when accounts are deleted as of old', async () => {
    const [before] = await scratch.rows<{ username: string; email: string }>(
      'SELECT username, email FROM ttr_user WHERE id = $1',
      [learner],
    );
    await scratch.site.deleteUser(learner, 'full');

    expect(await user()).toEqual([
      expect.objectContaining({
        deleted: 1,
        username: `${before?.email}.${NOW}`,
        email: createHash('md5')
          .update(before?.username ?? '')
          .digest('hex'),
        idnumber: '',
        lastname: 'López',
      }),
    ]);
  });

  it('keeps everything but the jobs when accounts are deleted in part', async () => {
    const [before] = await user();
    await scratch.site.addJobAssignment({ userId: learner });
    await scratch.site.deleteUser(learner, 'partial');

    expect(await user()).toEqual([{ ...before, deleted: 1 }]);
    expect(await scratch.rows('SELECT 1 FROM ttr_job_assignment WHERE userid = $1', [learner])).toEqual([]);
  });

  it('renames people without a word in the completion log', async () => {
    await scratch.site.complete(learner, course);
    const log = await logOf(scratch, learner, course);
    await scratch.site.updateUser(learner, { lastname: 'López Ibáñez', email: 'maria@example.com' });

    expect(await user()).toMatchObject([{ lastname: 'López Ibáñez', email: 'maria@example.com' }]);
    expect(await logOf(scratch, learner, course)).toEqual(log);
  });

  it('adds an account that waits for its confirmation', async () => {
    learner = await scratch.site.addUser({ confirmed: 0 });

    expect(await user()).toMatchObject([{ confirmed: 0 }]);
  });

  it('removes the jobs of a deleted manager, whose reports then have none', async () => {
    const boss = await scratch.site.addJobAssignment({ userId: await scratch.site.addUser() });
    const middle = await scratch.site.addJobAssignment({ userId: learner, managerjaid: boss });
    const report = await scratch.site.addJobAssignment({
      userId: await scratch.site.addUser(),
      managerjaid: middle,
    });
    const trainee = await scratch.site.addJobAssignment({
      userId: await scratch.site.addUser(),
      managerjaid: report,
    });
    await scratch.site.deleteUser(learner);

    const jobs = await scratch.rows(
      'SELECT id::int, managerjaid::int, managerjapath FROM ttr_job_assignment WHERE id = ANY($1) ORDER BY id',
      [[boss, middle, report, trainee]],
    );
    expect(jobs).toEqual([
      { id: boss, managerjaid: null, managerjapath: `/${boss}` },
      { id: report, managerjaid: null, managerjapath: `/${report}` },
      { id: trainee, managerjaid: report, managerjapath: `/${report}/${trainee}` },
    ]);
  });

  it('suspends an account and brings it back', async () => {
    await scratch.site.suspendUser(learner);
    const suspended = await user();
    await scratch.site.suspendUser(learner, false);

    expect(suspended[0]).toMatchObject({ suspended: 1, idnumber: 'E100234' });
    expect((await user())[0]).toMatchObject({ suspended: 0 });
  });

  it('purges every completion record of a person and of nobody else', async () => {
    const other = await scratch.site.addUser();
    for (const userId of [learner, other]) {
      await scratch.site.complete(userId, course);
      await scratch.site.archive(userId, course);
      await scratch.site.complete(userId, course);
    }
    await scratch.site.purgeUser(learner);

    for (const table of ['course_completions', 'course_completion_history', 'course_completion_log']) {
      const rows = await scratch.rows<{ userid: string }>(
        `SELECT DISTINCT userid FROM ttr_${table} WHERE userid = ANY($1)`,
        [[learner, other]],
      );
      expect(rows).toEqual([{ userid: String(other) }]);
    }
  });
});

describe('courses', () => {
  let scratch: ScratchSite;
  let learner: number;
  let course: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
  });

  beforeEach(async () => {
    const category = await scratch.site.addCategory('Compliance', await scratch.site.addCategory('All'));
    course = await scratch.site.addCourse({ category, completedBy: 'activity' });
    learner = await scratch.site.addUser();
    await scratch.site.complete(learner, course, { grade: 50 });
    await scratch.site.archive(learner, course);
    await scratch.site.complete(learner, course, { grade: 60 });
  });

  afterAll(() => scratch.drop());

  const recordsLeft = async () => {
    const [row] = await scratch.rows<{ left: string }>(
      `SELECT (SELECT count(*) FROM ttr_course_completions WHERE course = $1)
            + (SELECT count(*) FROM ttr_course_completion_history WHERE courseid = $1)
            + (SELECT count(*) FROM ttr_course_completion_criteria WHERE course = $1)
            + (SELECT count(*) FROM ttr_course_completion_crit_compl WHERE course = $1)
            + (SELECT count(*) FROM ttr_grade_items WHERE courseid = $1)
            + (SELECT count(*) FROM ttr_grade_grades WHERE userid = $2)
            + (SELECT count(*) FROM ttr_course_modules_completion WHERE userid = $2) AS left`,
      [course, learner],
    );
    return Number(row?.left);
  };

  const courseLog = () =>
    scratch.rows(
      'SELECT changeuserid FROM ttr_course_completion_log WHERE courseid = $1 AND userid IS NULL',
      [course],
    );

  it('nests categories and counts their courses', async () => {
    const rows = await scratch.rows(
      'SELECT cat.depth, cat.coursecount FROM ttr_course c JOIN ttr_course_categories cat ON cat.id = c.category WHERE c.id = $1',
      [course],
    );

    expect(rows).toEqual([{ depth: '2', coursecount: '1' }]);
  });

  it('renames and moves courses and categories without a word in the completion log', async () => {
    const target = await scratch.site.addCategory('Other');
    const before = await countLog(scratch);
    await scratch.site.updateCourse(course, {
      fullname: 'Fire Safety 2',
      idnumber: 'OLC-2',
      category: target,
    });
    await scratch.site.renameCategory(target, 'Safety');

    const rows = await scratch.rows(
      `SELECT c.fullname, c.idnumber, cat.name, cat.coursecount::int
         FROM ttr_course c JOIN ttr_course_categories cat ON cat.id = c.category WHERE c.id = $1`,
      [course],
    );
    expect(rows).toEqual([{ fullname: 'Fire Safety 2', idnumber: 'OLC-2', name: 'Safety', coursecount: 1 }]);
    expect(await countLog(scratch)).toBe(before);
  });

  it('deletes a course with all its records, history included, and one log entry for the course', async () => {
    await scratch.site.deleteCourse(course);

    expect(await recordsLeft()).toBe(0);
    expect(await courseLog()).toEqual([{ changeuserid: '2' }]);
  });

  it('can leave orphans: the nightly task removes the current rows, and history stays for ever', async () => {
    const before = await recordsLeft();
    await scratch.site.deleteCourse(course, { leaveOrphans: true });
    const orphaned = await recordsLeft();
    const cleaned = await scratch.site.deleteOrphans();

    expect(orphaned).toBe(before);
    expect(cleaned).toEqual([course]);
    expect(await scratch.rows('SELECT 1 FROM ttr_course_completions WHERE course = $1', [course])).toEqual(
      [],
    );
    expect(await recordsLeft()).toBe(before - 1);
  });
});
