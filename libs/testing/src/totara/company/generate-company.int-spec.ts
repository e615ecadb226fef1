import { createTotaraSchema } from '../schema/create-totara-schema';
import type { TotaraFlavour } from '../schema/flavour';
import { createScratchSite, type ScratchSite } from '../testing/scratch-site';
import type { CompanyOptions, CompanySummary } from './company-options';
import { completionTime } from '../site/aggregation';
import { CriteriaType } from '../site/criteria-type';
import { COURSE_CONDITIONS, criteriaRows } from './course-conditions';
import { FIRST_COURSE_ID } from './first-ids';
import { generateCompany } from './generate-company';
import { DAY } from './working-time';

const now = Date.UTC(2026, 10, 23, 12) / 1000;

async function generateOn(scratch: ScratchSite, options: CompanyOptions): Promise<CompanySummary> {
  const client = await scratch.pool.connect();
  try {
    return await generateCompany(client, options);
  } finally {
    client.release();
  }
}

describe('generateCompany', () => {
  let scratch: ScratchSite;
  let summary: CompanySummary;

  beforeAll(async () => {
    scratch = await createScratchSite(now);
    summary = await generateOn(scratch, { now, hasUndatedHistory: true });
  });

  afterAll(() => scratch.drop());

  const number = async (expression: string): Promise<number> => {
    const [row] = await scratch.rows<{ value: string | null }>(`SELECT (${expression}) AS value`);
    return Number(row?.value);
  };

  it('has about the promised size', () => {
    expect(summary).toMatchObject({ people: 400, courses: 40 });
    expect(summary.completed).toBeGreaterThan(2800);
    expect(summary.completed).toBeLessThan(3400);
    expect(summary.completedViaRpl).toBeGreaterThan(280);
    expect(summary.completedViaRpl).toBeLessThan(420);
    expect(summary.unfinished).toBeGreaterThan(1100);
    expect(summary.unfinished).toBeLessThan(1500);
    expect(summary.archived).toBeGreaterThan(400);
    expect(summary.archived).toBeLessThan(600);
  });

  it('counts what is in the tables', async () => {
    const table = 'FROM ttr_course_completions';

    expect(await number(`SELECT count(*) ${table} WHERE status IN (50, 75)`)).toBe(summary.completed);
    expect(await number(`SELECT count(*) ${table} WHERE status = 75`)).toBe(summary.completedViaRpl);
    expect(await number(`SELECT count(*) ${table} WHERE status IN (10, 25)`)).toBe(summary.unfinished);
    expect(await number('SELECT count(*) FROM ttr_course_completion_history')).toBe(summary.archived);
    expect(await number('SELECT count(*) FROM ttr_course_completion_log')).toBe(summary.logEntries);
  });

  it('keeps the rules of Totara for every row', async () => {
    const broken = await number(`SELECT count(*) FROM ttr_course_completions WHERE NOT CASE status
      WHEN 10 THEN timestarted = 0 AND timecompleted IS NULL AND rpl IS NULL AND rplgrade IS NULL
      WHEN 25 THEN timestarted > 0 AND timecompleted IS NULL AND rpl IS NULL AND rplgrade IS NULL
      WHEN 50 THEN timecompleted IS NOT NULL AND rpl IS NULL
      WHEN 75 THEN timecompleted IS NOT NULL AND rpl <> '' ELSE false END`);

    expect(broken).toBe(0);
  });

  it('logs every pair of learner and course, in the order of time', async () => {
    const unlogged = await number(`SELECT count(*) FROM (
        SELECT userid, course FROM ttr_course_completions
        UNION SELECT userid, courseid FROM ttr_course_completion_history
        EXCEPT SELECT userid, courseid FROM ttr_course_completion_log) AS missing`);
    const disorder = await number(`SELECT count(*) FROM (
        SELECT timemodified - lag(timemodified) OVER (ORDER BY id) AS step FROM ttr_course_completion_log) AS steps
        WHERE step < 0`);
    const archiveEntries = await number(
      `SELECT count(*) FROM ttr_course_completion_log WHERE description LIKE 'History created in %'`,
    );

    const typedEntries = await number(
      `SELECT count(*) FROM ttr_course_completion_log WHERE description LIKE 'History manually created%'`,
    );

    expect([unlogged, disorder]).toEqual([0, 0]);
    expect(archiveEntries + typedEntries).toBe(summary.archived);
  });

  it('has history rows twice, and some without a time when asked to', async () => {
    const twice = await number(`SELECT count(*) FROM (
        SELECT FROM ttr_course_completion_history WHERE timecompleted IS NOT NULL
         GROUP BY userid, courseid, timecompleted HAVING count(*) > 1) AS twice`);
    const undated = await number(
      'SELECT count(*) FROM ttr_course_completion_history WHERE timecompleted IS NULL',
    );

    expect(twice).toBeGreaterThan(2);
    expect(undated).toBeGreaterThan(2);
  });

  it('has learners on their way: partial progress with an open condition, in courses they started', async () => {
    const table = `FROM ttr_course_modules_completion cmc
        JOIN ttr_course_modules cm ON cm.id = cmc.coursemoduleid
        JOIN ttr_course_completion_criteria cr ON cr.moduleinstance = cm.id
        LEFT JOIN ttr_course_completion_crit_compl met ON met.criteriaid = cr.id AND met.userid = cmc.userid
        LEFT JOIN ttr_course_completions cc ON cc.course = cm.course AND cc.userid = cmc.userid`;
    const partial = await number(
      `SELECT count(*) ${table} WHERE cmc.progress BETWEEN 1 AND 99 AND cc.status = 25
          AND cmc.completionstate = 0 AND met.id IS NOT NULL AND met.timecompleted IS NULL`,
    );
    const broken = await number(
      `SELECT count(*) ${table} WHERE cc.id IS NULL OR cc.status IN (10, 75) OR met.id IS NULL
          OR (cmc.completionstate = 1) <> (met.timecompleted IS NOT NULL)
          OR (cmc.completionstate = 1 AND cmc.progress < 100) OR cmc.timemodified >= ${now}`,
    );

    expect(partial).toBeGreaterThan(30);
    expect(broken).toBe(0);
  });

  it('has as many conditions met as the status says', async () => {
    const { rows: learners } = await scratch.pool.query<{
      status: number;
      course: number;
      met: { criterion: number; time: number }[];
    }>(
      `SELECT cc.status, cc.course::int, coalesce(json_agg(json_build_object('criterion', met.criteriaid, 'time', met.timecompleted))
                                               FILTER (WHERE met.timecompleted IS NOT NULL), '[]') AS met
         FROM ttr_course_completions cc
         LEFT JOIN ttr_course_completion_crit_compl met ON met.course = cc.course AND met.userid = cc.userid
        WHERE cc.status < 75 AND cc.course < 42 GROUP BY cc.id`,
    );
    const wrong = learners.filter(({ status, course, met }) => {
      const byCriterion = new Map(met.map(({ criterion, time }) => [criterion, time]));
      const conditions = COURSE_CONDITIONS[course - FIRST_COURSE_ID];
      const byType = new Map([[CriteriaType.Activity, conditions?.activityMethod ?? 'all']]);
      const rows = criteriaRows(course - FIRST_COURSE_ID);
      const time = completionTime(rows, { overall: 'all', byType }, byCriterion);
      return (time === undefined) !== status < 50;
    });

    expect(learners.length).toBeGreaterThan(3000);
    expect(wrong).toEqual([]);
  });

  it('has workspaces among its courses', async () => {
    expect(await number(`SELECT count(*) FROM ttr_course WHERE containertype = 'container_workspace'`)).toBe(
      3,
    );
  });

  it('names its history rows in the log as they are numbered', async () => {
    const misnamed = await number(`SELECT count(*) FROM ttr_course_completion_history h WHERE NOT EXISTS (
        SELECT 1 FROM ttr_course_completion_log l WHERE l.userid = h.userid AND l.courseid = h.courseid
           AND l.description LIKE '%CCHID: ' || h.id || '<%')`);

    expect(misnamed).toBe(0);
  });

  it('has the people that make integrations stumble', async () => {
    const people = 'FROM ttr_user WHERE id > 2';

    expect(await number(`SELECT count(*) ${people}`)).toBe(400);
    expect(await number(`SELECT count(*) ${people} AND idnumber = '' AND deleted = 0`)).toBeGreaterThan(15);
    expect(await number(`SELECT count(*) - count(DISTINCT idnumber) ${people} AND idnumber <> ''`)).toBe(1);
    expect(await number(`SELECT count(*) - count(DISTINCT email) ${people} AND email <> ''`)).toBe(1);
    expect(await number(`SELECT count(*) ${people} AND suspended = 1`)).toBeGreaterThan(3);
    expect(
      await number(`SELECT count(*) ${people} AND deleted = 1 AND email = '' AND idnumber = ''
                       AND username ~ '^deleted_[0-9a-f]{32}$'`),
    ).toBeGreaterThan(3);
    expect(await number(`SELECT count(*) ${people} AND idnumber !~ '^(E1[0-9]{5})?$'`)).toBe(0);
    expect(await number(`SELECT count(*) ${people} AND tenantid = 1`)).toBeGreaterThan(5);
  });

  it('gives jobs a manager whose path they continue, and leavers no job', async () => {
    const broken =
      await number(`SELECT count(*) FROM ttr_job_assignment j LEFT JOIN ttr_job_assignment m ON m.id = j.managerjaid
        WHERE j.managerjapath <> coalesce(m.managerjapath, '') || '/' || j.id OR (j.managerjaid IS NOT NULL AND m.id IS NULL)`);
    const ofLeavers = await number(
      'SELECT count(*) FROM ttr_job_assignment j JOIN ttr_user u ON u.id = j.userid WHERE u.deleted = 1',
    );

    expect([broken, ofLeavers]).toEqual([0, 0]);
    expect(await number('SELECT count(managerjaid) FROM ttr_job_assignment')).toBeGreaterThan(300);
  });

  it('lets the sequences go on after its own ids', async () => {
    const course = await scratch.site.addCourse();
    const learner = await scratch.site.addUser();

    await expect(scratch.site.complete(learner, course, { grade: 1 })).resolves.toBe(true);
    await expect(scratch.site.archive(learner, course)).resolves.toBe(true);
  });

  it('is the same again for the same seed, and another for another', async () => {
    const again = await createScratchSite(now);
    const other = await createScratchSite(now);
    try {
      await generateOn(again, { now, people: 60 });
      await generateOn(other, { now, people: 60 });
      const undated = await again.rows(
        'SELECT 1 FROM ttr_course_completion_history WHERE timecompleted IS NULL',
      );
      const digest = `SELECT (SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM ttr_course_completions t)
                          || (SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM ttr_user t)
                          || (SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM ttr_course_completion_log t) AS digest`;
      const [first, second] = [await again.rows(digest), await other.rows(digest)];
      await createTotaraSchema(other.pool, { schema: 'second' });
      await generateOn(other, { now, people: 60, seed: 18, schema: 'second' });
      const [third] = await other.rows(digest.replaceAll('FROM ttr_', 'FROM second.ttr_'));

      expect(undated).toEqual([]);
      expect(second).toEqual(first);
      expect(third).not.toEqual(first[0]);
    } finally {
      await again.drop();
      await other.drop();
    }
  });

  it.each<[TotaraFlavour, number]>([
    ['totara12', 1],
    ['moodle4', 0],
  ])('fills a %s site', async (flavour, tablesOfHistory) => {
    const site = await createScratchSite(now, { flavour });
    try {
      const result = await generateOn(site, { now, people: 40, flavour });
      const [completed] = await site.rows<{ count: number }>(
        'SELECT count(timecompleted)::int AS count FROM mdl_course_completions',
      );

      expect(completed?.count).toBe(result.completed);
      expect(result.archived > 0).toBe(tablesOfHistory === 1);
      expect(result.logEntries > 0).toBe(tablesOfHistory === 1);
    } finally {
      await site.drop();
    }
  });

  it('lies on weekdays before now, imports apart', async () => {
    const [row] = await scratch.rows<{ weekend: number; future: number; oldest: number }>(
      `SELECT count(*) FILTER (WHERE extract(isodow FROM to_timestamp(timecompleted) AT TIME ZONE 'UTC') > 5)::int AS weekend,
              count(*) FILTER (WHERE timecompleted >= $1)::int AS future, min(timecompleted)::int AS oldest
         FROM ttr_course_completions WHERE coalesce(rpl, '') NOT LIKE 'Completion history import%' AND userid < 403`,
      [now],
    );

    expect(row).toMatchObject({ weekend: 0, future: 0 });
    expect(row?.oldest).toBeGreaterThan(now - 1470 * DAY);
  });
});
