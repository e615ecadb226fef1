import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { firstSentences, logOf, type LogRow } from '../testing/log-reader';
import { moduleOfCourse } from './activities';

const ENROLLED = 1_767_600_000;
const STARTED = ENROLLED + 5000;
const COMPLETED = ENROLLED + 90_000;

interface CompletionColumns {
  id: string;
  status: number;
  timeenrolled: string;
  timestarted: string;
  timecompleted: string | null;
  organisationid: string | null;
  positionid: string | null;
  rpl: string | null;
  rplgrade: string | null;
}

describe('completing a course', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(ENROLLED);
    course = await scratch.site.addCourse({ gradeMax: 20 });
  });

  beforeEach(async () => {
    scratch.setNow(ENROLLED);
    learner = await scratch.site.addUser();
  });

  afterAll(() => scratch.drop());

  async function current(userId = learner, courseId = course): Promise<CompletionColumns | undefined> {
    const rows = await scratch.rows<CompletionColumns>(
      'SELECT * FROM ttr_course_completions WHERE userid = $1 AND course = $2',
      [userId, courseId],
    );
    return rows[0];
  }

  const log = (courseId = course): Promise<LogRow[]> => logOf(scratch, learner, courseId);

  it('enrols once, as the cron task', async () => {
    const first = await scratch.site.enrol(learner, course);
    const second = await scratch.site.enrol(learner, course);

    expect([first, second]).toEqual([true, false]);
    expect(await current()).toMatchObject({
      status: 10,
      timeenrolled: String(ENROLLED),
      timestarted: '0',
      timecompleted: null,
      organisationid: null,
    });
    expect(await log()).toEqual([
      expect.objectContaining({
        changeuserid: '0',
        timemodified: String(ENROLLED),
        description: expect.stringMatching(/^Created current completion in completion_start_user_bulk<br\/>/),
      }),
    ]);
  });

  it('goes from enrolled over started to complete on the same row', async () => {
    await scratch.site.enrol(learner, course);
    const enrolled = await current();
    scratch.setNow(STARTED);
    await scratch.site.start(learner, course);
    const started = await current();
    scratch.setNow(COMPLETED);
    await scratch.site.complete(learner, course);

    expect(started).toMatchObject({ id: enrolled?.id, status: 25, timestarted: String(STARTED) });
    expect(await current()).toMatchObject({
      id: enrolled?.id,
      status: 50,
      timeenrolled: String(ENROLLED),
      timestarted: String(STARTED),
      timecompleted: String(COMPLETED),
      organisationid: '0',
      positionid: '0',
    });
    expect(firstSentences(await log())).toEqual([
      'Created current completion in completion_start_user_bulk',
      'Updated current completion in completion_completion->_save',
      'Updated current completion in completion_completion->_save',
    ]);
    expect((await log()).at(-1)?.description).toContain('Status: Complete (50)');
  });

  it('completes with an older time than it is written', async () => {
    await scratch.site.enrol(learner, course);
    scratch.setNow(COMPLETED);
    await scratch.site.complete(learner, course, { timecompleted: 1_600_000_000 });

    expect(await current()).toMatchObject({ timecompleted: '1600000000' });
    expect((await log()).at(-1)?.timemodified).toBe(String(COMPLETED));
  });

  it('never changes a completion time by completing again', async () => {
    await scratch.site.complete(learner, course);
    const before = await log();
    scratch.setNow(COMPLETED);
    const isNew = await scratch.site.complete(learner, course, { grade: 3 });

    expect(isNew).toBe(false);
    expect(await current()).toMatchObject({ timecompleted: String(ENROLLED) });
    expect(await log()).toEqual(before);
  });

  it('notes the organisation and position of the first job at completion', async () => {
    await scratch.site.addJobAssignment({ userId: learner, organisationid: 14, positionid: 9 });
    await scratch.site.addJobAssignment({ userId: learner, organisationid: 99, positionid: 99 });
    await scratch.site.complete(learner, course);

    expect(await current()).toMatchObject({ organisationid: '14', positionid: '9' });
  });

  it('writes the grade in points and corrects it later without a trace in the log', async () => {
    await scratch.site.complete(learner, course, { grade: 17 });
    const before = await log();
    scratch.setNow(COMPLETED);
    await scratch.site.correctGrade(learner, course, 18.5);

    const grades = await scratch.rows(
      'SELECT finalgrade, timemodified, rawgrademax FROM ttr_grade_grades WHERE userid = $1',
      [learner],
    );
    expect(grades).toEqual([
      { finalgrade: '18.50000', timemodified: String(COMPLETED), rawgrademax: '20.00000' },
    ]);
    expect(await log()).toEqual(before);
  });

  it('completes the activities of a course that depends on them', async () => {
    const activityCourse = await scratch.site.addCourse({ completedBy: 'activity' });
    await scratch.site.complete(learner, activityCourse);

    const modules = await scratch.rows(
      'SELECT coursemoduleid, completionstate, progress, timemodified FROM ttr_course_modules_completion WHERE userid = $1',
      [learner],
    );
    expect(modules).toEqual([
      {
        coursemoduleid: String(moduleOfCourse(activityCourse)),
        completionstate: 1,
        progress: null,
        timemodified: String(ENROLLED),
      },
    ]);
    expect(firstSentences(await log(activityCourse))).toEqual([
      'Created module completion in internal_set_data',
      'Created current completion in completion_completion->_save',
    ]);
  });

  it('recognises prior learning without conditions or grades', async () => {
    await scratch.site.enrol(learner, course);
    scratch.setNow(COMPLETED);
    const recognised = await scratch.site.completeViaRpl(learner, course, { rpl: 'NEBOSH', rplgrade: 80 });

    expect(recognised).toBe(true);
    expect(await current()).toMatchObject({
      status: 75,
      rpl: 'NEBOSH',
      rplgrade: '80.00000',
      timecompleted: String(COMPLETED),
    });
    expect((await log()).at(-1)).toMatchObject({ changeuserid: '2' });
    expect(await scratch.rows('SELECT 1 FROM ttr_grade_grades WHERE userid = $1', [learner])).toEqual([]);
  });

  it('does not put an RPL over a completion', async () => {
    await scratch.site.complete(learner, course);

    expect(await scratch.site.completeViaRpl(learner, course)).toBe(false);
    expect(await current()).toMatchObject({ status: 50, rpl: null });
  });

  it('takes an RPL back: the course is open again', async () => {
    await scratch.site.enrol(learner, course);
    await scratch.site.completeViaRpl(learner, course, { rplgrade: 80 });
    const removed = await scratch.site.removeRpl(learner, course);

    expect(removed).toBe(true);
    expect(await current()).toMatchObject({ status: 10, timecompleted: null, rpl: null, rplgrade: null });
    expect(await scratch.site.removeRpl(learner, course)).toBe(false);
  });

  it('completes again at once when an RPL goes and the conditions were met before', async () => {
    await scratch.site.complete(learner, course);
    await scratch.site.editCompletion(learner, course, { timecompleted: null });
    await scratch.site.completeViaRpl(learner, course);
    scratch.setNow(COMPLETED);
    await scratch.site.removeRpl(learner, course);

    expect(await current()).toMatchObject({ status: 50, timecompleted: String(ENROLLED), rpl: null });
  });

  it('edits a time, takes a completion back and logs each as manual', async () => {
    await scratch.site.completeViaRpl(learner, course);
    await scratch.site.editCompletion(learner, course, { timecompleted: 1_500_000_000 });
    const edited = await current();
    await scratch.site.editCompletion(learner, course, { timecompleted: null });

    expect(edited).toMatchObject({ status: 75, timecompleted: '1500000000' });
    expect(await current()).toMatchObject({ id: edited?.id, status: 10, timecompleted: null, rpl: null });
    expect(firstSentences(await log()).slice(-2)).toEqual([
      'Completion manually edited',
      'Completion manually edited',
    ]);
  });

  it('completes a cohort of thousands at once, as the cron task', async () => {
    const people = await scratch.rows<{ id: number }>(
      `INSERT INTO ttr_user (username, confirmed) SELECT 'cohort' || n, 1 FROM generate_series(1, 2000) n
       RETURNING id::int`,
    );
    const cohort = people.map(({ id }) => id);
    const cohortCourse = await scratch.site.addCourse();
    await scratch.site.enrolMany(cohort.slice(0, 1500), cohortCourse);
    await scratch.site.complete(cohort[0] ?? 0, cohortCourse);
    scratch.setNow(COMPLETED);
    const completed = await scratch.site.burst(cohortCourse, cohort);

    const [row] = await scratch.rows<Record<string, number>>(
      `SELECT count(*) FILTER (WHERE status = 50)::int AS completed,
              count(*) FILTER (WHERE timecompleted = $2)::int AS now,
              count(*) FILTER (WHERE timeenrolled = $2)::int AS fresh,
              count(DISTINCT xmin::text)::int AS transactions
         FROM ttr_course_completions WHERE course = $1 AND userid <> $3`,
      [cohortCourse, COMPLETED, cohort[0]],
    );
    expect(completed).toEqual(cohort.slice(1));
    expect(row).toEqual({ completed: 1999, now: 1999, fresh: 500, transactions: 1 });
    expect(await logOf(scratch, cohort[1] ?? 0, cohortCourse)).toMatchObject([
      { changeuserid: '0', timemodified: String(ENROLLED) },
      {
        changeuserid: '0',
        timemodified: String(COMPLETED),
        description: expect.stringContaining('Status: Complete (50)'),
      },
    ]);
  });

  it('completes many in one transaction, leaving out who is complete', async () => {
    const other = await scratch.site.addUser();
    await scratch.site.complete(other, course);

    expect(await scratch.site.completeMany([learner, other], course)).toEqual([learner]);
  });
});
