import { firstSentences, logOf } from '../testing/log-reader';
import { conditionRows, currentRow } from '../testing/row-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { moduleOfCourse } from './activities';
import { OperationNotOnSiteError } from './site-session';

const NOW = 1_767_600_000;
const LATER = NOW + 5000;
const SAVED = 'Updated current completion in completion_completion->_save';

describe('conditions', () => {
  let scratch: ScratchSite;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
  });

  beforeEach(async () => {
    scratch.setNow(NOW);
    learner = await scratch.site.addUser();
  });

  afterAll(() => scratch.drop());

  it('are met by the learner or found by the cron task, with the time that belongs to them', async () => {
    const course = await scratch.site.addCourse({
      criteria: [
        { kind: 'self' },
        { kind: 'date', at: NOW - 400 },
        { kind: 'duration', seconds: 300 },
        { kind: 'role', roleId: 5 },
      ],
    });
    await scratch.site.enrol(learner, course);
    scratch.setNow(LATER);
    for (const kind of ['self', 'date', 'duration'] as const) {
      await scratch.site.meetCriterion(learner, course, kind);
    }
    const isComplete = await scratch.site.meetCriterion(learner, course, 'role', { time: NOW + 1 });

    expect(isComplete).toBe(true);
    expect((await conditionRows(scratch, learner, course)).map(({ timecompleted }) => timecompleted)).toEqual(
      [LATER, NOW - 400, NOW + 300, NOW + 1],
    );
    expect(await currentRow(scratch, learner, course)).toMatchObject({ status: 50, timecompleted: LATER });
    const log = await logOf(scratch, learner, course);
    expect(log.map(({ changeuserid }) => changeuserid)).toEqual(['0', String(learner), '0', '0', '0']);
    expect(firstSentences(log).slice(1)).toEqual([SAVED, SAVED, SAVED, SAVED]);
  });

  it('add up as any when the course says so', async () => {
    const course = await scratch.site.addCourse({
      criteria: [{ kind: 'self' }, { kind: 'activity' }, { kind: 'activity' }],
      aggregation: { overall: 'any', activity: 'any' },
    });
    const isComplete = await scratch.site.completeActivity(learner, course, moduleOfCourse(course, 1));

    expect(isComplete).toBe(true);
    expect(
      await scratch.rows(
        'SELECT criteriatype::int, method FROM ttr_course_completion_aggr_methd WHERE course = $1 ORDER BY id',
        [course],
      ),
    ).toEqual([
      { criteriatype: null, method: 2 },
      { criteriatype: 4, method: 2 },
    ]);
  });

  it('that come true by themselves complete the course when the cron task comes by, late', async () => {
    const first = await scratch.site.addCourse();
    const byDate = await scratch.site.addCourse({ criteria: [{ kind: 'date', at: NOW + 100 }] });
    const byCourse = await scratch.site.addCourse({ criteria: [{ kind: 'course', courseId: first }] });
    const byGrade = await scratch.site.addCourse({ criteria: [{ kind: 'grade', gradepass: 60 }] });
    for (const course of [byDate, byCourse, byGrade]) await scratch.site.enrol(learner, course);
    const early = await scratch.site.reaggregate(byDate);
    await scratch.site.complete(learner, first, { timecompleted: NOW + 7 });
    await scratch.site.correctGrade(learner, byGrade, 59);
    const failed = await scratch.site.reaggregate(byGrade);
    scratch.setNow(LATER);
    await scratch.site.correctGrade(learner, byGrade, 60);
    const late = [];
    for (const course of [byDate, byCourse, byGrade]) late.push(await scratch.site.reaggregate(course));

    expect([early, failed]).toEqual([[], []]);
    expect(late).toEqual([[learner], [learner], [learner]]);
    expect(await currentRow(scratch, learner, byDate)).toMatchObject({ timecompleted: NOW + 100 });
    expect(await currentRow(scratch, learner, byCourse)).toMatchObject({ timecompleted: NOW + 7 });
    expect(await currentRow(scratch, learner, byGrade)).toMatchObject({ timecompleted: LATER });
    expect((await logOf(scratch, learner, byDate)).at(-1)).toMatchObject({
      changeuserid: '0',
      timemodified: String(LATER),
    });
  });

  it('are refused when the course has none of the kind, or an activity is meant', async () => {
    const course = await scratch.site.addCourse({ completedBy: 'activity' });

    await expect(scratch.site.meetCriterion(learner, course, 'grade')).rejects.toThrow(
      `Course ${course} has no condition grade.`,
    );
    await expect(scratch.site.meetCriterion(learner, course, 'activity')).rejects.toThrow(
      'is met by completing its activity',
    );
  });

  it('are met in Moodle without log, progress or time', async () => {
    const moodle = await createScratchSite(NOW, { flavour: 'moodle4' });
    try {
      const course = await moodle.site.addCourse({ completedBy: 'activity' });
      const person = await moodle.site.addUser();
      await moodle.site.enrol(person, course);
      const isComplete = await moodle.site.completeActivity(person, course, moduleOfCourse(course));
      const progress = moodle.site.progressActivity(person, course, moduleOfCourse(course), 50);

      await expect(progress).rejects.toThrow(OperationNotOnSiteError);
      expect(isComplete).toBe(true);
      expect(
        await moodle.rows(
          'SELECT cmc.completionstate, cm.completion FROM mdl_course_modules_completion cmc JOIN mdl_course_modules cm ON cm.id = cmc.coursemoduleid',
        ),
      ).toEqual([{ completionstate: 1, completion: 2 }]);
    } finally {
      await moodle.drop();
    }
  });

  it('leave no progress on Totara 12, whose activities do not report any', async () => {
    const old = await createScratchSite(NOW, { flavour: 'totara12' });
    try {
      const course = await old.site.addCourse({ completedBy: 'activity' });
      const person = await old.site.addUser();

      await expect(old.site.progressActivity(person, course, moduleOfCourse(course), 50)).rejects.toThrow(
        'Totara 12 has no progress of activities.',
      );
      expect(await old.site.completeActivity(person, course, moduleOfCourse(course))).toBe(true);
    } finally {
      await old.drop();
    }
  });
});
