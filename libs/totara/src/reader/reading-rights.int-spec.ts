import {
  copyToMariaDb,
  createScratchSite,
  describeOnMariaDb,
  type ScratchSite,
} from '@oracle-integration/testing';
import { createConnection } from 'mysql2/promise';
import { TotaraTableMissingError } from '../totara.errors';
import { describeSourceTrouble } from './source-trouble';
import { TotaraReader, type TotaraPlace } from './totara-reader';

const NOW = 1_790_000_000;
const TABLES = ['course_completions', 'course_completion_history', 'course', 'user'];

let scratch: ScratchSite;
let learner: number;
let course: number;
const readers: TotaraReader[] = [];

beforeEach(async () => {
  scratch = await createScratchSite(NOW);
  learner = await scratch.site.addUser();
  course = await scratch.site.addCourse();
  await scratch.site.complete(learner, course);
});

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
});

function open(place: Partial<TotaraPlace>): TotaraReader {
  const reader = new TotaraReader({ url: scratch.url, prefix: 'ttr_', schema: 'public', ...place });
  readers.push(reader);
  return reader;
}

describe('an account on PostgreSQL', () => {
  let account: string;

  beforeEach(async () => {
    account = `reader_${new URL(scratch.url).pathname.slice(-8)}`;
    await scratch.rows(`CREATE ROLE ${account} LOGIN PASSWORD 'read-only'`);
  });

  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
    await scratch.rows(`DROP OWNED BY ${account}`);
    await scratch.rows(`DROP ROLE ${account}`);
    await scratch.drop();
  });

  async function openAs(...grants: string[]): Promise<TotaraReader> {
    for (const grant of grants) await scratch.rows(grant.replace('#account', account));
    const url = new URL(scratch.url);
    url.username = account;
    url.password = 'read-only';
    return open({ url: url.href });
  }

  it('is enough when it may only read', async () => {
    const reader = await openAs('GRANT SELECT ON ALL TABLES IN SCHEMA public TO #account');

    const [key] = await reader.currentKeys(0, 10);
    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(key).toMatchObject({ userId: learner });
    expect(picture).toMatchObject({ current: { status: 'complete' } });
  });

  it('is refused without the history, where that is there but may not be read', async () => {
    const reader = await openAs(
      'GRANT SELECT ON ALL TABLES IN SCHEMA public TO #account',
      'REVOKE SELECT ON ttr_course_completion_history FROM #account',
    );

    await expect(reader.marks()).rejects.toThrow(/no table ttr_course_completion_history that we may read/);
  });

  it('is refused by the names of the tables when it may read nothing', async () => {
    const reader = await openAs('GRANT USAGE ON SCHEMA public TO #account');

    await expect(reader.marks()).rejects.toThrow(/ttr_course_completions, ttr_course, ttr_user/);
  });

  it('does without progress where it may not see the criteria', async () => {
    await scratch.rows('UPDATE ttr_course_completions SET timecompleted = NULL');
    const reader = await openAs(
      'GRANT SELECT ON ALL TABLES IN SCHEMA public TO #account',
      'REVOKE SELECT ON ttr_course_completion_crit_compl FROM #account',
    );

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture!.current).toMatchObject({ status: 'inprogress', progress: null });
  });
});

describe('a place on PostgreSQL', () => {
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
    await scratch.drop();
  });

  it('is found in a schema of its own under another prefix', async () => {
    await scratch.drop();
    scratch = await createScratchSite(NOW, { schema: 'lms', prefix: 'app_' });
    learner = await scratch.site.addUser();
    course = await scratch.site.addCourse();
    await scratch.site.complete(learner, course);
    const place = { schema: 'lms', prefix: 'app_' };

    const [picture] = await open(place).observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({ current: { status: 'complete' } });
    await expect(open({ ...place, schema: 'public' }).marks()).rejects.toThrow(
      /The schema "public".*app_course_completions/,
    );
  });

  it('is looked at anew after it was not there: tables that come later are found', async () => {
    const reader = open({ prefix: 'late_' });
    await expect(reader.marks()).rejects.toThrow(TotaraTableMissingError);
    for (const table of TABLES) await scratch.rows(`ALTER TABLE ttr_${table} RENAME TO late_${table}`);

    expect(await reader.marks()).toMatchObject({ historyId: 0, logId: 0 });
  });

  it('is not asked about nobody', async () => {
    expect(await open({ prefix: 'none_' }).observe([])).toEqual([]);
  });
});

describeOnMariaDb('an account on MariaDB', (server) => {
  let url: URL;

  beforeEach(async () => {
    url = new URL(await copyToMariaDb(server(), scratch));
    await asAdministrator('DROP USER IF EXISTS reader', "CREATE USER reader IDENTIFIED BY 'read-only'");
  });

  afterEach(async () => {
    await asAdministrator('DROP USER reader');
    await scratch.drop();
  });

  async function asAdministrator(...statements: string[]): Promise<void> {
    const connection = await createConnection(url.href);
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  }

  /** Opens the site with an account that may read some of its tables. */
  async function openAs(tables: readonly string[]): Promise<TotaraReader> {
    await asAdministrator(...tables.map((table) => `GRANT SELECT ON ttr_${table} TO reader`));
    return open({ url: accountUrl() });
  }

  function accountUrl(differences: Partial<Pick<URL, 'password' | 'pathname' | 'port'>> = {}): string {
    return Object.assign(new URL(url), { username: 'reader', password: 'read-only', ...differences }).href;
  }

  async function troubleOf(reader: TotaraReader): Promise<{ code: string; reason: string }> {
    const failure = await reader.marks().then(
      () => undefined,
      (error: unknown) => error,
    );
    return describeSourceTrouble(failure as Parameters<typeof describeSourceTrouble>[0]);
  }

  it('is enough when it may read what a completion is made of', async () => {
    const reader = await openAs(TABLES);

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture).toMatchObject({ current: { status: 'complete' } });
    expect(await reader.hasChangeLog()).toBe(false);
  });

  it('is refused without the history, which MariaDB hides from who may not read it', async () => {
    const reader = await openAs(TABLES.filter((table) => table !== 'course_completion_history'));

    await expect(reader.marks()).rejects.toThrow(
      'The Totara database has no table ttr_course_completion_history that we may read',
    );
  });

  it('does without progress where it may not see the criteria', async () => {
    await asAdministrator('UPDATE ttr_course_completions SET timecompleted = NULL');
    const reader = await openAs(TABLES);

    const [picture] = await reader.observe([{ userId: learner, courseId: course }]);

    expect(picture!.current).toMatchObject({ status: 'inprogress', progress: null });
  });

  it.each([
    ['another password', { password: 'wrong' }, 'TOTARA.LOGIN_REFUSED', /'reader'@/],
    ['a database that is not there', { pathname: '/nowhere' }, 'TOTARA.NOT_ALLOWED', /nowhere/],
    ['a port where nobody listens', { port: '1' }, 'TOTARA.UNREACHABLE', /refuses the connection/],
  ] as const)('says in plain words what is wrong with %s', async (_, differences, code, reason) => {
    await openAs(TABLES);

    const trouble = await troubleOf(open({ url: accountUrl(differences) }));

    expect(trouble.code).toBe(code);
    expect(trouble.reason).toMatch(reason);
  });

  it('says that an administrator names a database that is not there', async () => {
    const nowhere = Object.assign(new URL(url), { pathname: '/nowhere' }).href;

    expect(await troubleOf(open({ url: nowhere }))).toMatchObject({ code: 'TOTARA.DATABASE_MISSING' });
  });

  it('says that encryption was asked for and there is none', async () => {
    const trouble = await troubleOf(open({ url: `${url.href}?ssl-mode=required` }));

    expect(trouble.code).toBe('TOTARA.NOT_ENCRYPTED');
  });

  it('says that an address is wrong, without showing its password', async () => {
    const trouble = await troubleOf(open({ url: `${accountUrl()}?ssl-mode=preferred` }));

    expect(trouble).toMatchObject({ code: 'TOTARA.UNREADABLE' });
    expect(trouble.reason).toMatch(/ssl-mode preferred is not one of/);
    expect(JSON.stringify(trouble)).not.toContain('read-only');
  });
});
