import { firstSentences, logOf } from '../testing/log-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';

const NOW = 1_767_600_000;
const LATER = NOW + 86_400 * 300;
const ARCHIVED = [
  'History created in archive_course_completion',
  'Deleted current completion and all crit compl records in delete_course_completion_data',
];

describe('archiving', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse({ completedBy: 'activity' });
  });

  beforeEach(async () => {
    scratch.setNow(NOW);
    learner = await scratch.site.addUser();
  });

  afterAll(() => scratch.drop());

  const history = (userId = learner) =>
    scratch.rows<{ courseid: string; timecompleted: string; grade: string | null }>(
      'SELECT courseid, timecompleted, grade FROM ttr_course_completion_history WHERE userid = $1 ORDER BY id',
      [userId],
    );

  async function currentIds(courseId = course): Promise<number[]> {
    const rows = await scratch.rows<{ id: string }>(
      'SELECT id FROM ttr_course_completions WHERE userid = $1 AND course = $2',
      [learner, courseId],
    );
    return rows.map(({ id }) => Number(id));
  }

  it('moves the completion to the history and deletes all the learner had done', async () => {
    await scratch.site.enrol(learner, course);
    await scratch.site.complete(learner, course, { grade: 85 });
    scratch.setNow(LATER);
    const archived = await scratch.site.archive(learner, course);

    expect(archived).toBe(true);
    expect(await history()).toEqual([
      { courseid: String(course), timecompleted: String(NOW), grade: '85.00000' },
    ]);
    for (const table of [
      'course_completions',
      'course_completion_crit_compl',
      'course_modules_completion',
      'grade_grades',
    ]) {
      expect(await scratch.rows(`SELECT * FROM ttr_${table} WHERE userid = $1`, [learner])).toEqual([]);
    }
    const log = await logOf(scratch, learner, course);
    expect(firstSentences(log).slice(-3)).toEqual([
      ...ARCHIVED,
      'Deleted module completion in archive_course_activities',
    ]);
    expect(log.at(-1)).toMatchObject({ changeuserid: '2', timemodified: String(LATER) });
  });

  it('leaves an unfinished learner alone', async () => {
    await scratch.site.enrol(learner, course);

    expect(await scratch.site.archive(learner, course)).toBe(false);
    expect(await currentIds()).toHaveLength(1);
    expect(await history()).toEqual([]);
  });

  it('keeps the percent of an RPL, and 0 where the course has no grades', async () => {
    const ungraded = await scratch.site.addCourse({ gradeMax: null });
    await scratch.site.completeViaRpl(learner, course, { rplgrade: 64 });
    await scratch.site.complete(learner, ungraded);
    await scratch.site.archive(learner, course);
    await scratch.site.archive(learner, ungraded);

    expect((await history()).map(({ grade }) => grade)).toEqual(['64.00000', '0.00000']);
  });

  it('gives the next enrolment another row id', async () => {
    await scratch.site.complete(learner, course);
    const [before] = await currentIds();
    await scratch.site.archive(learner, course);
    await scratch.site.enrol(learner, course);
    const [after] = await currentIds();

    expect(before).toBeDefined();
    expect(after).toBeGreaterThan(before ?? 0);
  });

  it('opens a window for a whole cohort in one transaction', async () => {
    const cohort = [learner, await scratch.site.addUser(), await scratch.site.addUser()];
    await scratch.site.completeMany(cohort, course);
    scratch.setNow(LATER);
    const archived = await scratch.site.openRecertificationWindow(course, cohort);
    await scratch.site.enrolMany(cohort, course);

    const [row] = await scratch.rows<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM ttr_course_completion_history WHERE userid = ANY($1)) AS archived,
              (SELECT count(DISTINCT xmin::text)::int FROM ttr_course_completion_history WHERE userid = ANY($1)) AS transactions,
              (SELECT count(*)::int FROM ttr_course_completions
                WHERE userid = ANY($1) AND status = 10 AND timecompleted IS NULL) AS open`,
      [cohort],
    );
    expect(archived).toEqual(cohort);
    expect(row).toEqual({ archived: 3, transactions: 1, open: 3 });
  });

  it('opens a window for a cohort as the cron task, keeping what was completed since it opened', async () => {
    const late = await scratch.site.addUser();
    const unfinished = await scratch.site.addUser();
    await scratch.site.complete(learner, course);
    await scratch.site.enrol(unfinished, course);
    await scratch.site.complete(late, course, { timecompleted: LATER });
    const archived = await scratch.site.openRecertificationWindow(course, [learner, late, unfinished], LATER);

    expect(archived).toEqual([learner]);
    expect(await history(late)).toEqual([]);
    expect((await logOf(scratch, learner, course)).slice(-3).map(({ changeuserid }) => changeuserid)).toEqual(
      ['0', '0', '0'],
    );
  });

  it('collects several earlier completions of the same course', async () => {
    for (const timecompleted of [NOW - 2000, NOW - 1000]) {
      await scratch.site.complete(learner, course, { timecompleted });
      await scratch.site.archive(learner, course);
    }

    expect((await history()).map(({ timecompleted }) => Number(timecompleted))).toEqual([
      NOW - 2000,
      NOW - 1000,
    ]);
  });
});

describe('unlocking the conditions of a course', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;
  let recognised: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
  });

  beforeEach(async () => {
    scratch.setNow(NOW);
    course = await scratch.site.addCourse({ completedBy: 'activity' });
    learner = await scratch.site.addUser();
    recognised = await scratch.site.addUser();
    await scratch.site.complete(learner, course);
    await scratch.site.completeViaRpl(recognised, course);
    scratch.setNow(LATER);
  });

  afterAll(() => scratch.drop());

  const completions = () =>
    scratch.rows<{ userid: string; status: number; timecompleted: string }>(
      'SELECT userid, status, timecompleted FROM ttr_course_completions WHERE course = $1 ORDER BY userid',
      [course],
    );

  it('deletes everything but RPL and logs it once, for the whole course', async () => {
    await scratch.site.unlockCriteria(course, true);

    expect((await completions()).map(({ userid }) => Number(userid))).toEqual([recognised]);
    const log = await scratch.rows(
      'SELECT userid FROM ttr_course_completion_log WHERE courseid = $1 AND timemodified = $2',
      [course, LATER],
    );
    expect(log).toEqual([{ userid: null }]);
  });

  it('keeps what somebody with an RPL had met', async () => {
    await scratch.rows(
      `INSERT INTO ttr_course_completion_crit_compl (userid, course, criteriaid, timecompleted)
       SELECT $1, $2, id, $3 FROM ttr_course_completion_criteria WHERE course = $2`,
      [recognised, course, NOW],
    );
    await scratch.site.unlockCriteria(course, true);

    const met = await scratch.rows(
      'SELECT userid::int FROM ttr_course_completion_crit_compl WHERE course = $1',
      [course],
    );
    expect(met).toEqual([{ userid: recognised }]);
  });

  it('completes again with the very same time when the cron task comes by', async () => {
    const [before] = await completions();
    await scratch.site.unlockCriteria(course, true);
    const again = await scratch.site.reaggregate(course);

    expect(again).toEqual([learner]);
    expect((await completions())[0]).toEqual(before);
    expect(firstSentences(await logOf(scratch, learner, course)).slice(-1)).toEqual([
      'Updated current completion in completion_completion->_save',
    ]);
  });

  it('keeps all data when asked to', async () => {
    const before = await completions();
    await scratch.site.unlockCriteria(course, false);

    expect(await completions()).toEqual(before);
    expect(await scratch.site.reaggregate(course)).toEqual([]);
  });
});
