import { firstSentences, logOf } from '../testing/log-reader';
import { activityRows, conditionRows, currentRow } from '../testing/row-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { moduleOfCourse } from './activities';
import { ActivityState } from './activity-completions';

const NOW = 1_767_600_000;
const LATER = NOW + 5000;
const SAVED = 'Updated current completion in completion_completion->_save';

describe('activities', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;
  let scorm: number;
  let quiz: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse({
      criteria: [
        { kind: 'activity', module: 'scorm' },
        { kind: 'activity', module: 'quiz' },
      ],
    });
    [scorm, quiz] = [moduleOfCourse(course), moduleOfCourse(course, 1)];
  });

  beforeEach(async () => {
    scratch.setNow(NOW);
    learner = await scratch.site.addUser();
    await scratch.site.enrol(learner, course);
    scratch.setNow(LATER);
  });

  afterAll(() => scratch.drop());

  const log = async () => (await logOf(scratch, learner, course)).slice(1);

  it('start the course by their progress, which leaves an open condition and its own log entry only', async () => {
    const hasChanged = await scratch.site.progressActivity(learner, course, scorm, 40);
    await scratch.site.progressActivity(learner, course, scorm, 70);

    expect(hasChanged).toBe(true);
    expect(await currentRow(scratch, learner, course)).toMatchObject({ status: 25, timestarted: LATER });
    expect(await activityRows(scratch, learner, course)).toEqual([
      { completionstate: 0, progress: 70, viewed: 1, timecompleted: null },
    ]);
    expect(await conditionRows(scratch, learner, course)).toMatchObject([{ timecompleted: null, rpl: null }]);
    expect(firstSentences(await log())).toEqual([
      SAVED,
      'Created module completion in internal_set_data',
      'Updated module completion in internal_set_data',
    ]);
    expect(new Set((await log()).map(({ changeuserid }) => changeuserid))).toEqual(
      new Set([String(learner)]),
    );
  });

  it('never lose progress, and have all of it once they are complete', async () => {
    await scratch.site.progressActivity(learner, course, scorm, 70);
    const before = await log();
    const hasGoneBack = await scratch.site.progressActivity(learner, course, scorm, 60);
    const logged = await log();
    await scratch.site.completeActivity(learner, course, scorm);

    expect(hasGoneBack).toBe(false);
    expect(logged).toEqual(before);
    expect(await activityRows(scratch, learner, course)).toMatchObject([
      { completionstate: 1, progress: 100 },
    ]);
  });

  it('complete the course with the last one, each saving the completion once', async () => {
    const first = await scratch.site.completeActivity(learner, course, scorm, { time: NOW + 10 });
    const between = await currentRow(scratch, learner, course);
    const last = await scratch.site.completeActivity(learner, course, quiz, { time: NOW + 20 });

    expect([first, last]).toEqual([false, true]);
    expect(between).toMatchObject({ status: 25, timestarted: NOW + 10, timecompleted: null });
    expect(await currentRow(scratch, learner, course)).toMatchObject({
      status: 50,
      timestarted: NOW + 10,
      timecompleted: NOW + 20,
    });
    expect(await conditionRows(scratch, learner, course)).toMatchObject([
      { timecompleted: NOW + 10 },
      { timecompleted: NOW + 20 },
    ]);
    expect(firstSentences(await log())).toEqual([
      'Created module completion in internal_set_data',
      SAVED,
      'Created module completion in internal_set_data',
      SAVED,
    ]);
  });

  it('take the latest time for the course, in whatever order they were done', async () => {
    await scratch.site.completeActivity(learner, course, quiz, { time: NOW + 900 });
    await scratch.site.completeActivity(learner, course, scorm, { time: NOW + 100 });

    expect(await currentRow(scratch, learner, course)).toMatchObject({ timecompleted: NOW + 900 });
  });

  it('count for the course when they are failed: they are over', async () => {
    await scratch.site.completeActivity(learner, course, scorm, { state: ActivityState.Pass });
    const isComplete = await scratch.site.completeActivity(learner, course, quiz, {
      state: ActivityState.Fail,
    });

    expect(isComplete).toBe(true);
    expect(await activityRows(scratch, learner, course)).toMatchObject([
      { completionstate: 2 },
      { completionstate: 3 },
    ]);
  });

  it('name their time of completion only when they are of a kind that knows it', async () => {
    const classroom = await scratch.site.addCourse({
      criteria: [{ kind: 'activity', module: 'facetoface' }, { kind: 'activity' }],
    });
    await scratch.site.complete(learner, classroom);

    expect(await activityRows(scratch, learner, classroom)).toMatchObject([
      { completionstate: 1, timecompleted: LATER },
      { completionstate: 1, timecompleted: null },
    ]);
  });

  it('may be tracked without being needed, or untracked, or on their way out', async () => {
    const other = await scratch.site.addCourse({ completedBy: 'self' });
    const extra = await scratch.site.addActivity(other, { module: 'page', isCriterion: false });
    await scratch.site.addActivity(other, { tracking: 'none', isCriterion: false });
    await scratch.site.addActivity(other, { isCriterion: false, isBeingDeleted: true });
    const isComplete = await scratch.site.completeActivity(learner, other, extra);

    const modules = await scratch.rows(
      `SELECT m.name, cm.completion, cm.deletioninprogress FROM ttr_course_modules cm
         JOIN ttr_modules m ON m.id = cm.module WHERE cm.course = $1 ORDER BY cm.id`,
      [other],
    );
    expect(modules).toEqual([
      { name: 'page', completion: 2, deletioninprogress: 0 },
      { name: 'quiz', completion: 0, deletioninprogress: 0 },
      { name: 'quiz', completion: 2, deletioninprogress: 1 },
    ]);
    expect(isComplete).toBe(false);
    expect(await conditionRows(scratch, learner, other)).toEqual([]);
    expect(await currentRow(scratch, learner, other)).toBeUndefined();
  });

  it.each([-1, 101, 12.5])('refuse progress of %p', async (percent) => {
    await expect(scratch.site.progressActivity(learner, course, scorm, percent)).rejects.toThrow(RangeError);
  });
});
