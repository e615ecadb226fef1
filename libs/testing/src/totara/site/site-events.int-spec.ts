import { createScratchDatabase, type ScratchDatabase } from '../testing/scratch-site';
import { createTotaraSchema } from '../schema/create-totara-schema';
import { moduleOfCourse } from './activities';
import { SiteEventName, type SiteEvent } from './site-event';
import { TotaraSite } from './totara-site';

const NOW = 1_767_600_000;

describe('what Totara fires events for', () => {
  let database: ScratchDatabase;
  let site: TotaraSite;
  let course: number;
  let learner: number;
  let heard: SiteEvent[];

  beforeAll(async () => {
    database = await createScratchDatabase();
    await createTotaraSchema(database.pool);
    site = new TotaraSite(database.pool, {
      now: () => NOW,
      onEvents: (events) => void heard.push(...events),
    });
    heard = [];
    course = await site.addCourse({ criteria: [{ kind: 'self' }, { kind: 'activity' }] });
  });

  beforeEach(async () => {
    learner = await site.addUser({
      username: `mlopez${Math.random()}`,
      idnumber: 'E1',
      email: 'm@example.com',
    });
    heard = [];
  });

  afterAll(() => database.drop());

  const names = () => heard.map(({ name }) => name);

  it('fires once for a completion, with the row that was saved and the learner beside the actor', async () => {
    await site.enrol(learner, course);
    await site.meetCriterion(learner, course, 'self');
    const quiet = names();
    await site.completeActivity(learner, course, moduleOfCourse(course));

    const [row] = await database.rows<{ id: string }>(
      'SELECT id FROM ttr_course_completions WHERE userid = $1',
      [learner],
    );
    expect(quiet).toEqual([]);
    expect(heard).toEqual([
      {
        name: 'core\\event\\course_completed',
        actorId: learner,
        learnerId: learner,
        courseId: course,
        objectId: Number(row?.id),
        other: { relateduserid: learner },
        time: NOW,
        snapshot: expect.objectContaining({
          id: row?.id,
          userid: String(learner),
          course: String(course),
          timecompleted: String(NOW),
          status: 50,
          name: null,
        }),
      },
    ]);
  });

  it('fires as the cron task for each of a cohort', async () => {
    const other = await site.addUser();
    heard = [];
    await site.burst(course, [learner, other]);

    expect(heard.map(({ name, actorId, learnerId }) => [name, actorId, learnerId])).toEqual([
      [SiteEventName.CourseCompleted, 0, learner],
      [SiteEventName.CourseCompleted, 0, other],
    ]);
  });

  it.each<[string, () => Promise<unknown>, SiteEventName[]]>([
    ['an RPL', () => site.completeViaRpl(learner, course), [SiteEventName.CourseCompleted]],
    [
      'an RPL taken back',
      async () => {
        await site.completeViaRpl(learner, course);
        heard = [];
        await site.removeRpl(learner, course);
      },
      [SiteEventName.RplDeleted],
    ],
    [
      'an RPL taken back where the conditions were met: completed again',
      async () => {
        await site.complete(learner, course);
        await site.editor.setStatus(learner, course, 75);
        heard = [];
        await site.removeRpl(learner, course);
      },
      [SiteEventName.RplDeleted, SiteEventName.CourseCompleted],
    ],
    [
      'the editor, whatever it does',
      () => site.editor.edit(learner, course, { timecompleted: NOW }),
      [SiteEventName.CompletionEdited],
    ],
    ['the history edited', () => site.editor.addHistory(learner, course, { timecompleted: 1 }), []],
    [
      'an archive by hand',
      async () => {
        await site.complete(learner, course);
        heard = [];
        await site.archive(learner, course);
      },
      [SiteEventName.ProgressArchived],
    ],
    [
      'a certification window',
      async () => {
        await site.complete(learner, course);
        heard = [];
        await site.openRecertificationWindow(course, [learner]);
      },
      [],
    ],
    ['a person renamed', () => site.updateUser(learner, { lastname: 'L' }), [SiteEventName.UserUpdated]],
    ['a person deleted', () => site.deleteUser(learner), [SiteEventName.UserDeleted]],
    ['a purge', () => site.purgeUser(learner), []],
    ['a course renamed', () => site.updateCourse(course, { fullname: 'C' }), [SiteEventName.CourseUpdated]],
    ['SQL', () => site.direct.insertCompletion(learner, course, { status: 50, timecompleted: 1 }), []],
    ['a grade', () => site.correctGrade(learner, course, 7), []],
    ['an enrolment', () => site.enrol(learner, course), []],
    ['a start', () => site.start(learner, course), []],
  ])('fires what belongs to it: %s', async (_, operation, expected) => {
    await operation();

    expect(names()).toEqual(expected);
  });

  it('fires again for a completion that an unlock brought back, with the same time', async () => {
    const byActivity = await site.addCourse({ completedBy: 'activity' });
    await site.complete(learner, byActivity, { timecompleted: NOW - 500 });
    await site.unlockCriteria(byActivity, true);
    await site.reaggregate(byActivity);

    expect(heard.map(({ name, snapshot }) => [name, snapshot?.['timecompleted']])).toEqual([
      [SiteEventName.CourseCompleted, String(NOW - 500)],
      [SiteEventName.CourseCompleted, String(NOW - 500)],
    ]);
    expect(heard[0]?.objectId).not.toBe(heard[1]?.objectId);
  });

  it('fires one event for an imported file, with the courses of each person', async () => {
    const row = { courseId: course, timecompleted: NOW - 10, grade: 1 };
    const other = await site.addUser();
    await site.importCompletions([
      { ...row, userId: learner },
      { ...row, userId: learner, timecompleted: NOW - 20 },
      { ...row, userId: other },
    ]);

    expect(heard).toMatchObject([
      {
        name: SiteEventName.CompletionsImported,
        learnerId: null,
        courseId: 0,
        snapshot: null,
        other: { user_course_completions: { [learner]: [course], [other]: [course] } },
      },
    ]);
  });

  it('shows a deleted person and a deleted course as they were', async () => {
    const doomed = await site.addCourse({ shortname: 'DOOMED' });
    await site.deleteUser(learner);
    await site.deleteCourse(doomed);

    expect(heard).toMatchObject([
      {
        other: { idnumber: 'E1', email: 'm@example.com' },
        snapshot: { idnumber: 'E1', deleted: 0, id: String(learner) },
      },
      {
        name: SiteEventName.CourseDeleted,
        other: { shortname: 'DOOMED' },
        snapshot: { shortname: 'DOOMED' },
      },
    ]);
  });

  it('names no learner in the row that goes with an archive by hand: it is the course', async () => {
    await site.complete(learner, course);
    heard = [];
    await site.archive(learner, course);

    expect(heard).toMatchObject([
      { learnerId: learner, objectId: course, snapshot: { id: String(course), format: 'topics' } },
    ]);
  });

  it('tells after the commit, and nothing of what was rolled back', async () => {
    let visible: unknown;
    const listening = new TotaraSite(database.pool, {
      now: () => NOW,
      onEvents: async () => {
        visible = await database.rows('SELECT status FROM ttr_course_completions WHERE userid = $1', [
          learner,
        ]);
      },
    });
    const failing = site.inTransaction(async (inside) => {
      await inside.completeViaRpl(learner, course);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    const heardOfNothing = names();
    await listening.completeViaRpl(learner, course);

    expect(heardOfNothing).toEqual([]);
    expect(visible).toEqual([{ status: 75 }]);
  });
});
