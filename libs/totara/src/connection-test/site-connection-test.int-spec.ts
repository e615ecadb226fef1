import {
  copyToMariaDb,
  createScratchSite,
  describeOnMariaDb,
  type ScratchSite,
} from '@oracle-integration/testing';
import { createConnection } from 'mysql2/promise';
import type { TotaraPlace } from '../reader/totara-reader';
import { SiteConnectionTest } from './site-connection-test';

const STEPS = ['address', 'connection', 'tls', 'sign_in', 'tables', 'columns', 'read_only', 'rows'];

let scratch: ScratchSite;

beforeEach(async () => {
  scratch = await createScratchSite(1_790_000_000);
  await scratch.site.complete(await scratch.site.addUser(), await scratch.site.addCourse());
});

/** What each step came to, by its name. */
async function test(place: Partial<TotaraPlace> = {}) {
  const findings = await new SiteConnectionTest({
    url: scratch.url,
    schema: 'public',
    prefix: 'ttr_',
    ...place,
  }).run();
  const results = Object.fromEntries(findings.map(({ step, result }) => [step, result]));
  return { findings, results, last: findings.at(-1)!, told: JSON.stringify(findings) };
}

function as(user: string, password: string, url = scratch.url): string {
  const address = new URL(url);
  address.username = user;
  address.password = password;
  return address.href;
}

describe('a test of the connection to a site on PostgreSQL', () => {
  let account: string;

  beforeEach(async () => {
    account = `tester_${new URL(scratch.url).pathname.slice(-8)}`;
    await scratch.rows(`CREATE ROLE ${account} LOGIN PASSWORD 'hunter2'`);
  });

  afterEach(async () => {
    await scratch.rows(`DROP OWNED BY ${account}`);
    await scratch.rows(`DROP ROLE ${account}`);
    await scratch.drop();
  });

  const grant = (privilege: string) =>
    scratch.rows(`GRANT ${privilege} ON ALL TABLES IN SCHEMA public TO ${account}`);

  it('goes through all steps with an account that may only read', async () => {
    await grant('SELECT');

    const { findings, results, told } = await test({ url: as(account, 'hunter2') });

    expect(findings.map(({ step }) => step)).toEqual(STEPS);
    expect(results).toMatchObject({
      sign_in: 'ok',
      tables: 'ok',
      columns: 'ok',
      read_only: 'ok',
      rows: 'ok',
    });
    expect(told).toContain(account);
    expect(told).not.toContain('hunter2');
  });

  it('warns of an account that may write, and goes on', async () => {
    await grant('SELECT, UPDATE');

    const { findings, results } = await test({ url: as(account, 'hunter2') });

    expect(results).toMatchObject({ read_only: 'warning', rows: 'ok' });
    expect(findings.find(({ step }) => step === 'read_only')).toMatchObject({
      detail: expect.stringContaining('ttr_course') as string,
      action: expect.stringMatching(/administrator: grant the account SELECT/) as string,
    });
  });

  it('warns where progress cannot be worked out', async () => {
    await grant('SELECT');
    await scratch.rows(`REVOKE SELECT ON ttr_course_modules FROM ${account}`);

    const { findings } = await test({ url: as(account, 'hunter2') });

    expect(findings.find(({ step }) => step === 'columns')).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('ttr_course_modules') as string,
    });
  });

  it.each([
    [
      { people: 'jobassignment', courses: null },
      /^Person numbers cannot be read: ttr_job_assignment cannot be read/,
      /administrator: grant the account SELECT/,
    ],
    [
      { people: 'profile:staffno', courses: null },
      /there is no custom field with the short name staffno/,
      /correct the short name/,
    ],
    [
      { people: null, courses: 'custom:itemno' },
      /^Course numbers cannot be read: there is no custom field with the short name itemno/,
      /correct the short name/,
    ],
  ] as const)(
    'warns of numbers that are asked for and cannot be read: %j',
    async (numbers, words, action) => {
      await grant('SELECT');
      await scratch.rows(`REVOKE SELECT ON ttr_job_assignment FROM ${account}`);

      const { findings } = await test({ url: as(account, 'hunter2'), numbers });

      expect(findings.find(({ step }) => step === 'columns')).toMatchObject({
        result: 'warning',
        detail: expect.stringMatching(words) as string,
        action: expect.stringMatching(action) as string,
      });
    },
  );

  it('warns of a site without a completion', async () => {
    await scratch.rows('TRUNCATE ttr_course_completions');

    expect((await test()).last).toMatchObject({ step: 'rows', result: 'warning' });
  });

  it('stops where the account may not read, and names the table', async () => {
    await grant('SELECT');
    await scratch.rows(`REVOKE SELECT ON ttr_course_completion_history FROM ${account}`);

    expect((await test({ url: as(account, 'hunter2') })).last).toMatchObject({
      step: 'tables',
      result: 'failed',
      detail: expect.stringContaining('course_completion_history') as string,
    });
  });

  it.each<[string, string, () => Partial<TotaraPlace>, RegExp]>([
    [
      'address',
      'a name that nobody knows',
      () => ({ url: 'postgres://r:hunter2@nobody.invalid/totara' }),
      /nobody\.invalid/,
    ],
    [
      'address',
      'an option that MySQL has not',
      () => ({ url: 'mysql://r:hunter2@localhost/totara?ssl-mode=maybe' }),
      /ssl-mode maybe/,
    ],
    [
      'connection',
      'a port where nobody listens',
      () => ({ url: 'postgres://r:hunter2@127.0.0.1:1/totara' }),
      /refuses the connection/,
    ],
    [
      'tls',
      'encryption that the server does not have',
      () => ({ url: `${scratch.url}?sslmode=require` }),
      /SSL/,
    ],
    ['sign_in', 'a wrong password', () => ({ url: as(account, 'hunter2-too') }), /user name or password/],
    ['tables', 'another prefix', () => ({ prefix: 'mdl_' }), /mdl_course/],
    ['tables', 'another schema', () => ({ schema: 'elsewhere' }), /elsewhere/],
  ])('stops at the step %s: %s', async (step, _case, place, words) => {
    const { last, told, findings } = await test(place());

    expect(last).toMatchObject({ step, result: 'failed', detail: expect.stringMatching(words) as string });
    expect(last.action).toMatch(/^[A-Z]/);
    expect(findings.filter(({ result }) => result === 'failed')).toHaveLength(1);
    expect(told).not.toContain('hunter2');
  });
});

describeOnMariaDb('a test of the connection to a site on MariaDB', (server) => {
  let url: string;

  beforeEach(async () => {
    url = await copyToMariaDb(server(), scratch);
  });
  afterEach(() => scratch.drop());

  async function run(sql: string): Promise<void> {
    const connection = await createConnection(url);
    await connection.query(sql);
    await connection.end();
  }

  it('goes through all steps, and tells apart who may write', async () => {
    const database = new URL(url).pathname.slice(1);
    await run(`CREATE USER IF NOT EXISTS tester@'%' IDENTIFIED BY 'hunter2'`);
    await run(`CREATE USER IF NOT EXISTS tester@localhost IDENTIFIED BY 'hunter2'`);
    for (const host of ["'%'", 'localhost']) await run(`GRANT SELECT ON \`${database}\`.* TO tester@${host}`);

    const reading = await test({ url: as('tester', 'hunter2', url) });
    const writing = await test({ url });

    expect(reading.findings.map(({ step }) => step)).toEqual(STEPS);
    expect(reading.results).toMatchObject({ sign_in: 'ok', columns: 'ok', read_only: 'ok', rows: 'ok' });
    expect(reading.told).not.toContain('hunter2');
    expect(writing.results).toMatchObject({ read_only: 'warning', rows: 'ok' });
  });

  it('stops at a wrong password', async () => {
    expect((await test({ url: as('nobody', 'hunter2', url) })).last).toMatchObject({
      step: 'sign_in',
      result: 'failed',
    });
  });
});
