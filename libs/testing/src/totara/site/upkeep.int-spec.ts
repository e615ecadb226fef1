import { countLog, firstSentences, logOf } from '../testing/log-reader';
import { conditionRows, currentRow, historyRows } from '../testing/row-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { moduleOfCourse } from './activities';

const NOW = 1_767_600_000;
const LATER = NOW + 5000;

describe('upkeep of a site', () => {
  let scratch: ScratchSite;
  let course: number;

  beforeEach(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse({ completedBy: 'activity' });
  });

  afterEach(() => scratch.drop());

  it('deletes "not yet started" rows of people who left, without a trace', async () => {
    const [gone, staying, started, late] = [
      await scratch.site.addUser(),
      await scratch.site.addUser(),
      await scratch.site.addUser(),
      await scratch.site.addUser(),
    ];
    await scratch.site.enrolMany([gone, staying, started], course);
    await scratch.site.start(started, course);
    scratch.setNow(LATER);
    await scratch.site.enrol(late, course);
    const logged = await countLog(scratch);
    const count = await scratch.site.deleteUnusedCompletions({
      courseId: course,
      stillEnrolled: [staying],
      enrolledUntil: NOW,
    });

    expect(count).toBe(1);
    expect(await scratch.rows('SELECT userid::int FROM ttr_course_completions ORDER BY 1')).toEqual([
      { userid: staying },
      { userid: started },
      { userid: late },
    ]);
    expect(await countLog(scratch)).toBe(logged);
  });

  it('prunes the log before a time and leaves the rows', async () => {
    const learner = await scratch.site.addUser();
    await scratch.site.enrol(learner, course);
    scratch.setNow(LATER);
    await scratch.site.complete(learner, course);
    const pruned = await scratch.site.pruneLog(LATER);

    expect(pruned).toBe(1);
    expect(firstSentences(await logOf(scratch, learner, course))).toEqual([
      'Created module completion in internal_set_data',
      'Updated current completion in completion_completion->_save',
    ]);
    expect(await currentRow(scratch, learner, course)).toMatchObject({ status: 50 });
  });

  it('goes back to an older backup: rows, row ids and log ids', async () => {
    const [kept, lost] = [await scratch.site.addUser(), await scratch.site.addUser()];
    await scratch.site.complete(kept, course);
    const before = await site();
    const snapshot = await scratch.site.snapshot();
    scratch.setNow(LATER);
    await scratch.site.archive(kept, course);
    await scratch.site.complete(lost, course);
    const lostRow = await currentRow(scratch, lost, course);
    const newer = await scratch.site.addUser();
    await scratch.site.restoreFrom(snapshot);
    const restored = await site();
    const again = await scratch.site.addUser();
    await scratch.site.complete(again, course);

    expect(restored).toEqual(before);
    expect(again).toBe(newer);
    expect((await currentRow(scratch, again, course))?.id).toBe(lostRow?.id);
    expect((await logOf(scratch, again, course)).map(({ id }) => Number(id))).toEqual([3, 4]);
  });

  /** Everything that is on the site. */
  async function site(): Promise<Record<string, unknown>> {
    const tables = [
      'user',
      'course',
      'course_completions',
      'course_completion_history',
      'course_completion_log',
    ];
    const rows = await Promise.all(
      [...tables, 'course_modules_completion', 'course_completion_crit_compl'].map(async (table) => [
        table,
        await scratch.rows(`SELECT * FROM ttr_${table} ORDER BY id`),
      ]),
    );
    return Object.fromEntries(rows) as Record<string, unknown>;
  }
});

describe('backing up and restoring a course', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeEach(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse({
      fullname: 'Fire Safety',
      shortname: 'FIRE',
      criteria: [{ kind: 'activity' }, { kind: 'self' }],
      aggregation: { overall: 'any' },
    });
    learner = await scratch.site.addUser();
    await scratch.site.complete(learner, course, { timecompleted: NOW - 900 });
    await scratch.site.archive(learner, course);
    await scratch.site.completeActivity(learner, course, moduleOfCourse(course), { time: NOW - 50 });
    scratch.setNow(LATER);
  });

  afterEach(() => scratch.drop());

  it('gives a new course the old completions and history, logged but not completed', async () => {
    const backup = await scratch.site.backUpCourse(course);
    const copy = await scratch.site.restoreCourse(backup);

    const [row] = await scratch.rows('SELECT fullname, shortname FROM ttr_course WHERE id = $1', [copy]);
    expect(row).toEqual({ fullname: 'Fire Safety copy 1', shortname: 'FIRE_1' });
    expect(await currentRow(scratch, learner, copy)).toMatchObject({ status: 50, timecompleted: NOW - 50 });
    expect(await historyRows(scratch, learner, copy)).toMatchObject([{ timecompleted: NOW - 900 }]);
    expect((await conditionRows(scratch, learner, copy)).map(({ timecompleted }) => timecompleted)).toEqual([
      NOW - 50,
    ]);
    expect(firstSentences(await logOf(scratch, learner, copy))).toEqual([
      'Created completion in restore_course_completion_structure_step->process_course_completions',
      'Created historical completion in restore_course_completion_structure_step->process_course_completion_history',
    ]);
    const other = await scratch.site.addUser();
    await expect(scratch.site.completeActivity(other, copy, moduleOfCourse(copy))).resolves.toBe(true);
  });

  it('overwrites a row that the cron task made before it, and brings a deleted course back', async () => {
    const backup = await scratch.site.backUpCourse(course);
    await scratch.site.deleteCourse(course);
    const empty = await scratch.site.addCourse({ criteria: [] });
    await scratch.site.enrol(learner, empty);
    const before = await currentRow(scratch, learner, empty);
    const restored = await scratch.site.restoreCourse(backup, empty);

    expect(restored).toBe(empty);
    expect(await currentRow(scratch, learner, empty)).toMatchObject({
      id: before?.id,
      status: 50,
      timecompleted: NOW - 50,
    });
    expect(firstSentences(await logOf(scratch, learner, empty))[1]).toBe(
      'Updated completion in restore_course_completion_structure_step->process_course_completions',
    );
  });
});
