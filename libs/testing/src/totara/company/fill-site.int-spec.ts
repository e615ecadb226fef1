import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import { fillSite } from './fill-site';

const NOW = 1_767_600_000;
const SIZES = { courses: 6, people: 500, completions: 3000, archived: 3500, now: NOW };

describe('fillSite', () => {
  let scratch: ScratchSite;
  let indexesBefore: unknown;

  const indexes = () =>
    scratch.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname");
  const number = async (expression: string): Promise<number> => {
    const [row] = await scratch.rows<{ value: string | null }>(`SELECT (${expression}) AS value`);
    return Number(row?.value);
  };

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    indexesBefore = await indexes();
    await fillSite(scratch.pool, SIZES);
  });

  afterAll(() => scratch.drop());

  it('makes as many rows as asked for, all of them before now', async () => {
    const count = (table: string) => number(`SELECT count(*) FROM ttr_${table}`);

    expect(await count('user')).toBe(500);
    expect(await count('course')).toBe(6);
    expect(await count('course_completions')).toBe(3000);
    expect(await count('course_completion_history')).toBe(3500);
    expect(await count('course_completion_log')).toBe(6500);
    expect(await number('SELECT max(timecompleted) FROM ttr_course_completions')).toBeLessThan(NOW);
    expect(await number('SELECT max(timecompleted) FROM ttr_course_completion_history')).toBeLessThan(NOW);
  });

  it('keeps the rules of Totara for every row, and the shares asked for', async () => {
    const broken = await number(`SELECT count(*) FROM ttr_course_completions WHERE NOT CASE status
      WHEN 10 THEN timestarted = 0 AND timecompleted IS NULL AND rpl IS NULL
      WHEN 25 THEN timestarted > 0 AND timecompleted IS NULL AND rpl IS NULL
      WHEN 50 THEN timecompleted > timestarted AND rpl IS NULL
      WHEN 75 THEN timecompleted IS NOT NULL AND rpl <> '' ELSE false END`);
    const unfinished = await number(
      'SELECT count(*) FROM ttr_course_completions WHERE timecompleted IS NULL',
    );

    expect(broken).toBe(0);
    expect(unfinished).toBe(900);
    expect(await number('SELECT count(*) FROM ttr_course_completions WHERE status = 75')).toBeGreaterThan(
      100,
    );
  });

  it('gives every completion its person, course, condition and grade', async () => {
    const missing = await number(`SELECT count(*) FROM ttr_course_completions cc
        LEFT JOIN ttr_user u ON u.id = cc.userid LEFT JOIN ttr_course c ON c.id = cc.course
        LEFT JOIN ttr_course_categories cat ON cat.id = c.category
        LEFT JOIN ttr_course_completion_crit_compl met ON met.userid = cc.userid AND met.course = cc.course
        LEFT JOIN ttr_grade_items gi ON gi.courseid = cc.course
        LEFT JOIN ttr_grade_grades gg ON gg.itemid = gi.id AND gg.userid = cc.userid
       WHERE u.id IS NULL OR cat.id IS NULL OR (cc.timecompleted IS NOT NULL AND (met.id IS NULL OR gg.id IS NULL))`);
    const strangers = await number(`SELECT count(*) FROM ttr_course_completion_history h
       WHERE NOT EXISTS (SELECT FROM ttr_course_completions cc WHERE cc.userid = h.userid AND cc.course = h.courseid)`);

    expect([missing, strangers]).toEqual([0, 0]);
  });

  it('logs in the order of time', async () => {
    const disorder = await number(`SELECT count(*) FROM (
        SELECT timemodified - lag(timemodified) OVER (ORDER BY id) AS step FROM ttr_course_completion_log) AS steps
        WHERE step < 0`);

    expect(disorder).toBe(0);
  });

  it('puts all indexes back and lets the sequences go on', async () => {
    const learner = await scratch.site.addUser();
    const course = await scratch.site.addCourse();

    expect(await indexes()).toEqual(indexesBefore);
    await expect(scratch.site.complete(learner, course, { grade: 3 })).resolves.toBe(true);
  });

  it('fills a Moodle site', async () => {
    const moodle = await createScratchSite(NOW, { flavour: 'moodle4' });
    try {
      await fillSite(moodle.pool, { ...SIZES, flavour: 'moodle4' });

      expect(
        await moodle.rows('SELECT count(timecompleted)::int AS completed FROM mdl_course_completions'),
      ).toEqual([{ completed: 2100 }]);
    } finally {
      await moodle.drop();
    }
  });

  it('refuses more completions than there are places', async () => {
    await expect(fillSite(scratch.pool, { courses: 2, people: 3, completions: 7 })).rejects.toThrow(
      '3 people in 2 courses make 6 completions at most, not 7.',
    );
  });
});
