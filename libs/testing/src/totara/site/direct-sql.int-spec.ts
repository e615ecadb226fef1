import { countLog, logOf } from '../testing/log-reader';
import { currentRow, historyRows } from '../testing/row-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { moduleOfCourse } from './activities';

const NOW = 1_767_600_000;

describe('what happens past Totara', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse();
  });

  beforeEach(async () => {
    learner = await scratch.site.addUser();
  });

  afterAll(() => scratch.drop());

  it('inserts, changes and deletes a completion without any trace', async () => {
    const before = await countLog(scratch);
    await scratch.site.direct.insertCompletion(learner, course, { status: 50, timecompleted: NOW });
    const inserted = await currentRow(scratch, learner, course);
    await scratch.site.direct.updateCompletion(learner, course, { timecompleted: NOW + 60 });
    const updated = await currentRow(scratch, learner, course);
    await scratch.site.direct.deleteCompletion(learner, course);

    expect(inserted).toMatchObject({ status: 50, timecompleted: NOW });
    expect(updated).toEqual({ ...inserted, timecompleted: NOW + 60 });
    expect(await currentRow(scratch, learner, course)).toBeUndefined();
    expect(await countLog(scratch)).toBe(before);
  });

  it.each([
    ['a legacy row without a status', { status: 0, timeenrolled: NOW, timecompleted: NOW }],
    ['a time in milliseconds', { status: 50, timecompleted: NOW * 1000 }],
    ['a time that lies ahead', { status: 50, timecompleted: NOW + 40_000_000 }],
    ['a status that contradicts its times', { status: 25, timecompleted: NOW }],
    ['an RPL with status 50', { status: 50, timecompleted: NOW, rpl: 'Seen' }],
    ['no times at all', { status: 10 }],
  ])('holds %s', async (_, columns) => {
    await scratch.site.direct.insertCompletion(learner, course, columns);

    expect(await currentRow(scratch, learner, course)).toMatchObject(columns);
  });

  it('holds history rows without a time, and the same one twice', async () => {
    const [first, second] = [
      await scratch.site.direct.insertHistory(learner, course, { timecompleted: NOW }),
      await scratch.site.direct.insertHistory(learner, course, { timecompleted: NOW }),
    ];
    const undated = await scratch.site.direct.insertHistory(learner, course);

    expect(await historyRows(scratch, learner, course)).toEqual([
      { id: first, timecompleted: NOW, grade: null },
      { id: second, timecompleted: NOW, grade: null },
      { id: undated, timecompleted: null, grade: null },
    ]);
  });

  it('holds completions of workspaces, of the guest, and of unconfirmed and suspended people', async () => {
    const workspace = await scratch.site.addCourse({
      containertype: 'container_workspace',
      enablecompletion: 0,
      criteria: [],
    });
    const people = [
      await scratch.site.addUser({ username: 'guest' }),
      await scratch.site.addUser({ confirmed: 0 }),
      await scratch.site.addUser({ suspended: 1 }),
    ];
    for (const person of people)
      await scratch.site.direct.insertCompletion(person, workspace, { status: 10 });

    const rows = await scratch.rows(
      `SELECT u.username = 'guest' AS guest, u.confirmed, u.suspended, c.containertype
         FROM ttr_course_completions cc JOIN ttr_user u ON u.id = cc.userid JOIN ttr_course c ON c.id = cc.course
        WHERE c.id = $1 ORDER BY u.id`,
      [workspace],
    );
    expect(rows).toEqual([
      { guest: true, confirmed: 1, suspended: 0, containertype: 'container_workspace' },
      { guest: false, confirmed: 0, suspended: 0, containertype: 'container_workspace' },
      { guest: false, confirmed: 1, suspended: 1, containertype: 'container_workspace' },
    ]);
  });

  it('moves a completion to the time of its last activity after the event, unlogged', async () => {
    const byActivity = await scratch.site.addCourse({
      criteria: [{ kind: 'activity' }, { kind: 'date', at: NOW - 10 }],
    });
    await scratch.site.completeActivity(learner, byActivity, moduleOfCourse(byActivity), { time: NOW - 900 });
    await scratch.site.meetCriterion(learner, byActivity, 'date');
    const [completed, logged] = [
      await currentRow(scratch, learner, byActivity),
      await logOf(scratch, learner, byActivity),
    ];
    await scratch.site.direct.rewriteCompletionTime(learner, byActivity);

    expect(completed).toMatchObject({ timecompleted: NOW - 10 });
    expect(await currentRow(scratch, learner, byActivity)).toEqual({
      ...completed,
      timecompleted: NOW - 900,
    });
    expect(await logOf(scratch, learner, byActivity)).toEqual(logged);
  });

  it('says whose row is missing', async () => {
    await expect(scratch.site.direct.updateCompletion(learner, course, { status: 50 })).rejects.toThrow(
      `Person ${learner} has no current row in course ${course}.`,
    );
  });
});
