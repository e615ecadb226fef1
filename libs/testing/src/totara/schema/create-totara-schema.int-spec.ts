import { createScratchDatabase, type ScratchDatabase } from '../testing/scratch-site';
import { createTotaraSchema, hasTotaraSchema } from './create-totara-schema';

describe('createTotaraSchema', () => {
  let database: ScratchDatabase;

  beforeAll(async () => {
    database = await createScratchDatabase();
    await createTotaraSchema(database.pool, { schema: 'lms17' });
    await createTotaraSchema(database.pool, { schema: 'lms12', flavour: 'totara12' });
    await createTotaraSchema(database.pool, { schema: 'moodle', flavour: 'moodle4', prefix: 'm_' });
  });

  afterAll(() => database.drop());

  async function columnsOf(schema: string, table: string): Promise<string[]> {
    const rows = await database.rows<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position`,
      [schema, table],
    );
    return rows.map(({ name }) => name);
  }

  it('gives Totara 17 the completion columns in their order', async () => {
    const columns = await columnsOf('lms17', 'ttr_course_completions');

    expect(columns.join(' ')).toBe(
      'id userid course organisationid positionid timeenrolled timestarted timecompleted reaggregate rpl rplgrade ' +
        'invalidatecache status renewalstatus duedate',
    );
  });

  it('leaves due dates, containers and tenants out of Totara 12', async () => {
    const completions = await columnsOf('lms12', 'mdl_course_completions');
    const course = await columnsOf('lms12', 'mdl_course');
    const user = await columnsOf('lms12', 'mdl_user');

    expect(completions).toContain('rpl');
    expect(completions).not.toContain('duedate');
    expect(course).not.toContain('containertype');
    expect(user).not.toContain('tenantid');
  });

  it('gives Moodle its seven completion columns and neither history nor log', async () => {
    const columns = await columnsOf('moodle', 'm_course_completions');
    const history = await columnsOf('moodle', 'm_course_completion_history');
    const log = await columnsOf('moodle', 'm_course_completion_log');

    expect(columns).toEqual([
      'id',
      'userid',
      'course',
      'timeenrolled',
      'timestarted',
      'timecompleted',
      'reaggregate',
    ]);
    expect([...history, ...log]).toEqual([]);
  });

  it('allows one current row a learner and course, but any number in the history', async () => {
    const insertCurrent = () =>
      database.pool.query('INSERT INTO lms17.ttr_course_completions (userid, course) VALUES (7, 8)');
    const insertHistory = () =>
      database.pool.query('INSERT INTO lms17.ttr_course_completion_history (userid, courseid) VALUES (7, 8)');
    await insertCurrent();
    await insertHistory();

    await expect(insertCurrent()).rejects.toMatchObject({ code: '23505' });
    await expect(insertHistory()).resolves.toMatchObject({ rowCount: 1 });
  });

  it('leaves the first ids to the front page, the guest and the administrator', async () => {
    const [row] = await database.rows(
      `INSERT INTO lms17.ttr_course DEFAULT VALUES RETURNING id::int AS course`,
    );
    const [person] = await database.rows(
      `INSERT INTO lms17.ttr_user DEFAULT VALUES RETURNING id::int AS person`,
    );

    expect({ ...row, ...person }).toEqual({ course: 2, person: 3 });
  });

  it('says whether a site is there', async () => {
    await expect(hasTotaraSchema(database.pool, { schema: 'lms17' })).resolves.toBe(true);
    await expect(hasTotaraSchema(database.pool, { schema: 'lms17', prefix: 'other_' })).resolves.toBe(false);
  });
});
