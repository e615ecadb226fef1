import { firstSentences, logOf } from '../testing/log-reader';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';

const NOW = 1_767_600_000;
const OLD = 1_420_070_400;

describe('importing completions', () => {
  let scratch: ScratchSite;
  let course: number;
  let learner: number;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    course = await scratch.site.addCourse({ gradeMax: 20 });
  });

  beforeEach(async () => {
    learner = await scratch.site.addUser();
  });

  afterAll(() => scratch.drop());

  const importOld = (override?: 'never' | 'if_newer' | 'always', timecompleted = OLD) =>
    scratch.site.importCompletion({ userId: learner, courseId: course, timecompleted, grade: 17, override });

  const current = () =>
    scratch.rows<{ id: string; status: number; timecompleted: string; rpl: string | null }>(
      'SELECT id, status, timecompleted, rpl FROM ttr_course_completions WHERE userid = $1',
      [learner],
    );

  const history = () =>
    scratch.rows(
      'SELECT timecompleted, grade FROM ttr_course_completion_history WHERE userid = $1 ORDER BY id',
      [learner],
    );

  it('makes a current row with status 75, all times the same and the grade in percent', async () => {
    const where = await importOld();

    expect(where).toBe('current');
    const rows = await scratch.rows('SELECT * FROM ttr_course_completions WHERE userid = $1', [learner]);
    expect(rows).toEqual([
      expect.objectContaining({
        status: 75,
        rpl: 'Completion history import - imported grade = 17',
        rplgrade: '85.00000',
        timeenrolled: String(OLD),
        timestarted: String(OLD),
        timecompleted: String(OLD),
      }),
    ]);
    const [entry] = await logOf(scratch, learner, course);
    expect(entry).toMatchObject({ changeuserid: '2', timemodified: String(NOW) });
    expect(entry?.description).toMatch(/^Current completion created during import due to no existing record/);
  });

  it.each(['never', 'if_newer'] as const)(
    'goes into the history beside a newer completion (%s)',
    async (override) => {
      await scratch.site.complete(learner, course);
      const before = await current();
      const where = await importOld(override);

      expect(where).toBe('history');
      expect(await current()).toEqual(before);
      expect(await history()).toEqual([{ timecompleted: String(OLD), grade: '17.00000' }]);
    },
  );

  it('goes into the history only once', async () => {
    await scratch.site.complete(learner, course);
    await importOld();

    expect(await importOld()).toBe('nowhere');
    expect(await history()).toHaveLength(1);
  });

  it.each([
    ['always' as const, OLD, 'override always setting enabled'],
    ['if_newer' as const, NOW + 86_400, 'newer or same time completed and override setting enabled'],
    ['if_newer' as const, NOW, 'newer or same time completed and override setting enabled'],
  ])(
    'replaces the current row (%s, %i): another id, nothing archived',
    async (override, timecompleted, reason) => {
      await scratch.site.complete(learner, course);
      const [before] = await current();
      const where = await importOld(override, timecompleted);

      expect(where).toBe('current');
      const [after] = await current();
      expect(after).toMatchObject({ status: 75, timecompleted: String(timecompleted) });
      expect(after?.id).not.toBe(before?.id);
      expect(await history()).toEqual([]);
      expect(firstSentences(await logOf(scratch, learner, course)).at(-1)).toBe(
        `Current completion deleted and created during import due to ${reason}`,
      );
    },
  );

  it('leaves a current completion of the same time alone, and says so in the log', async () => {
    await scratch.site.complete(learner, course, { timecompleted: OLD });
    const before = await current();
    const where = await importOld();

    expect(where).toBe('nowhere');
    expect(await current()).toEqual(before);
    expect(await history()).toEqual([]);
    expect(firstSentences(await logOf(scratch, learner, course)).at(-1)).toBe(
      'Record not processed during import due to existing current completion with the same time completed',
    );
  });

  it('takes enrolment and start from the row that gave way', async () => {
    await scratch.site.direct.insertCompletion(learner, course, {
      timeenrolled: OLD - 500,
      timestarted: OLD + 500,
    });
    await importOld('always');

    const [row] = await scratch.rows(
      'SELECT timeenrolled::int, timestarted::int FROM ttr_course_completions WHERE userid = $1',
      [learner],
    );
    expect(row).toEqual({ timeenrolled: OLD - 500, timestarted: OLD });
  });

  it('puts the newest of several rows of a file in front and the others into the history, each time once', async () => {
    const row = (timecompleted: number, grade: number) => ({
      userId: learner,
      courseId: course,
      timecompleted,
      grade,
    });
    const where = await scratch.site.importCompletions([
      row(OLD, 11),
      row(OLD + 86_400, 12),
      row(OLD, 13),
      row(OLD - 86_400, 14),
    ]);

    expect(where).toEqual(['history', 'current', 'nowhere', 'history']);
    expect(await current()).toMatchObject([{ timecompleted: String(OLD + 86_400) }]);
    expect(await history()).toEqual([
      { timecompleted: String(OLD), grade: '11.00000' },
      { timecompleted: String(OLD - 86_400), grade: '14.00000' },
    ]);
    expect(firstSentences(await logOf(scratch, learner, course))).toEqual([
      'Current completion created during import due to no existing record',
      'History created during import due to no existing matching record',
      'History not created during import due to another import record with the same time completed',
      'History created during import due to no existing matching record',
    ]);
  });

  it('has the same time twice in the history when a day is imported again after it was archived', async () => {
    await importOld();
    await scratch.site.archive(learner, course);
    await importOld();
    await scratch.site.archive(learner, course);

    expect(await history()).toEqual([
      { timecompleted: String(OLD), grade: '85.00000' },
      { timecompleted: String(OLD), grade: '85.00000' },
    ]);
  });

  it('takes a time that lies ahead, unchecked', async () => {
    const ahead = NOW + 400 * 86_400;
    await importOld('never', ahead);

    expect(await current()).toMatchObject([{ status: 75, timecompleted: String(ahead) }]);
  });
});
