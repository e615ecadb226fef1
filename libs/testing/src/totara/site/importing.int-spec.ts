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
    scratch.rows('SELECT timecompleted, grade FROM ttr_course_completion_history WHERE userid = $1', [
      learner,
    ]);

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
    ['if_newer' as const, NOW + 86_400, 'the imported completion being newer'],
  ])(
    'replaces the current row (%s): another id, nothing archived',
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
});
