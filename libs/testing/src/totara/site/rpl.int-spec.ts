import { firstSentences, logOf } from '../testing/log-reader';
import { activityRows, conditionRows, currentRow } from '../testing/row-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { moduleOfCourse } from './activities';

const NOW = 1_767_600_000;
const LATER = NOW + 5000;
const SAVED = 'Updated current completion in completion_completion->_save';

describe('recognition of prior learning for an activity', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse({ criteria: [{ kind: 'activity' }, { kind: 'activity' }] });
  });

  beforeEach(async () => {
    scratch.setNow(NOW);
    learner = await scratch.site.addUser();
    await scratch.site.enrol(learner, course);
    scratch.setNow(LATER);
  });

  afterAll(() => scratch.drop());

  const recognise = (ordinal: number) =>
    scratch.site.recogniseActivity(learner, course, moduleOfCourse(course, ordinal), 'Certificate seen');

  it('completes activity and condition as of now, not viewed, and saves the completion', async () => {
    await recognise(0);

    expect(await activityRows(scratch, learner, course)).toEqual([
      { completionstate: 1, progress: null, viewed: 0, timecompleted: LATER },
    ]);
    expect(await conditionRows(scratch, learner, course)).toMatchObject([
      { timecompleted: LATER, rpl: 'Certificate seen' },
    ]);
    expect(await currentRow(scratch, learner, course)).toMatchObject({ status: 25, rpl: null });
    const log = (await logOf(scratch, learner, course)).slice(1);
    expect(firstSentences(log)).toEqual(['Created module completion in internal_set_data', SAVED]);
    expect(log.map(({ changeuserid }) => changeuserid)).toEqual(['2', '2']);
  });

  it('completes the course with status 50 when that was all it waited for', async () => {
    await scratch.site.completeActivity(learner, course, moduleOfCourse(course), { time: NOW + 1 });
    await recognise(1);

    expect(await currentRow(scratch, learner, course)).toMatchObject({
      status: 50,
      rpl: null,
      timecompleted: LATER,
    });
  });

  it('is taken back without a look at the course, which stays complete', async () => {
    await recognise(0);
    await recognise(1);
    const before = await currentRow(scratch, learner, course);
    const logged = (await logOf(scratch, learner, course)).length;
    const removed = await scratch.site.removeActivityRpl(learner, course, moduleOfCourse(course));

    expect(removed).toBe(true);
    expect(await currentRow(scratch, learner, course)).toEqual(before);
    expect(await conditionRows(scratch, learner, course)).toMatchObject([
      { timecompleted: null, rpl: null },
      { timecompleted: LATER, rpl: 'Certificate seen' },
    ]);
    expect(await activityRows(scratch, learner, course)).toMatchObject([
      { completionstate: 0 },
      { completionstate: 1 },
    ]);
    expect(firstSentences(await logOf(scratch, learner, course)).slice(logged)).toEqual([
      'Updated module completion in internal_set_data',
    ]);
  });

  it('is refused for an activity that the course does not need, and taken back only where there is one', async () => {
    const extra = await scratch.site.addActivity(course, { isCriterion: false });

    expect(await scratch.site.recogniseActivity(learner, course, extra)).toBe(false);
    expect(await scratch.site.removeActivityRpl(learner, course, moduleOfCourse(course))).toBe(false);
  });
});

describe('taking the RPL of a course back', () => {
  it('leaves one log entry, by the administrator, whether the course stays open or not', async () => {
    const scratch = await createScratchSite(NOW);
    try {
      const course = await scratch.site.addCourse();
      const [open, met] = [await scratch.site.addUser(), await scratch.site.addUser()];
      await scratch.site.complete(met, course, { timecompleted: NOW - 100 });
      await scratch.site.editor.setStatus(met, course, 25);
      for (const learner of [open, met]) await scratch.site.completeViaRpl(learner, course);
      scratch.setNow(LATER);
      for (const learner of [open, met]) await scratch.site.removeRpl(learner, course);

      const entries = await scratch.rows(
        'SELECT userid::int, changeuserid::int FROM ttr_course_completion_log WHERE timemodified = $1 ORDER BY id',
        [LATER],
      );
      expect(entries).toEqual([
        { userid: open, changeuserid: 2 },
        { userid: met, changeuserid: 2 },
      ]);
      expect(await currentRow(scratch, open, course)).toMatchObject({ status: 10, timecompleted: null });
      expect(await currentRow(scratch, met, course)).toMatchObject({ status: 50, timecompleted: NOW - 100 });
    } finally {
      await scratch.drop();
    }
  });
});
