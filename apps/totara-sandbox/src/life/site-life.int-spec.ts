import {
  createRandom,
  createScratchSite,
  generateCompany,
  type ScratchSite,
} from '@oracle-integration/testing';
import { SiteReader } from '../site-reader';
import { Candidates } from './candidates';
import { LIFE_PLAN, type LifeStep } from './life-plan';
import { SiteLife } from './site-life';

/** The same company in each run: what a learner does next is chance enough. */
const NOW = 1_767_600_000;
const allSteps = Object.keys(LIFE_PLAN) as LifeStep[];

describe('the life of a site', () => {
  let scratch: ScratchSite;
  let life: SiteLife;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    const client = await scratch.pool.connect();
    await generateCompany(client, { people: 120, now: NOW });
    client.release();
    const random = createRandom(3);
    life = new SiteLife({
      site: scratch.site,
      reader: new SiteReader(scratch.pool, 'ttr_'),
      candidates: new Candidates(scratch.pool, 'ttr_', random),
      random,
      now: () => NOW,
    });
  });

  afterAll(() => scratch.drop());

  /** A digest of everything on the site. */
  async function digest(): Promise<string> {
    const tables = [
      'user',
      'course',
      'course_categories',
      'grade_grades',
      'course_modules_completion',
      'course_completions',
      'course_completion_history',
      'course_completion_log',
    ];
    const parts = tables.map(
      (table) => `(SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM ttr_${table} t)`,
    );
    const [row] = await scratch.rows<{ digest: string }>(`SELECT concat(${parts.join(', ')}) AS digest`);
    return row?.digest ?? '';
  }

  async function count(sql: string): Promise<number> {
    const [row] = await scratch.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`);
    return row?.count ?? 0;
  }

  it.each(
    allSteps.filter((step) => step !== 'deleteUnused' && step !== 'nightlyTasks' && step !== 'rewriteTime'),
  )('changes something by %s', async (step) => {
    const before = await digest();
    for (let tries = 0; tries < 5; tries += 1) await life.play(step);

    expect(await digest()).not.toBe(before);
  });

  it('lives as planned for three hundred steps and stays a site that looks right', async () => {
    const people = await count('ttr_user WHERE deleted = 0');
    const told = `ttr_course_completion_log WHERE description LIKE '%Status: Complete (50)%'`;
    const completions = await count(told);
    for (let count = 0; count < 300; count += 1) await life.next();

    const broken = await count(`ttr_course_completions WHERE NOT CASE status
      WHEN 10 THEN timestarted = 0 AND timecompleted IS NULL AND rpl IS NULL
      WHEN 25 THEN timestarted > 0 AND timecompleted IS NULL AND rpl IS NULL
      WHEN 50 THEN timecompleted IS NOT NULL AND rpl IS NULL
      WHEN 75 THEN timecompleted IS NOT NULL AND rpl <> '' ELSE false END`);
    const deleted = await count('ttr_user WHERE deleted = 1');
    const suspended = await count('ttr_user WHERE suspended = 1');
    expect(broken).toBe(0);
    expect(await count('ttr_user WHERE deleted = 0')).toBeGreaterThan(people * 0.9);
    expect(deleted / (await count('ttr_user'))).toBeLessThan(0.15);
    expect(suspended / (await count('ttr_user'))).toBeLessThan(0.12);
    // Windows that open take completions away again, so what stands there may be less than before.
    expect(await count(told)).toBeGreaterThan(completions);
    // Pilots come in 0.6 % of the steps: 25 of them in three hundred will never be seen.
    expect(await count(`ttr_course WHERE containertype = 'container_course'`)).toBeLessThan(70);
    expect(await count(`ttr_course WHERE shortname LIKE 'OI-%' AND shortname NOT LIKE '%\\_1'`)).toBe(40);
  });

  it('does nothing to nobody: an empty site is left alone', async () => {
    const empty = await createScratchSite(NOW);
    try {
      const random = createRandom(3);
      const quiet = new SiteLife({
        site: empty.site,
        reader: new SiteReader(empty.pool, 'ttr_'),
        candidates: new Candidates(empty.pool, 'ttr_', random),
        random,
        now: () => NOW,
      });
      for (const step of allSteps) await quiet.play(step);

      expect(await empty.rows('SELECT 1 FROM ttr_course_completions')).toEqual([]);
    } finally {
      await empty.drop();
    }
  });
});
