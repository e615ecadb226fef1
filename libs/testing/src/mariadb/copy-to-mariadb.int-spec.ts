import { existsSync } from 'node:fs';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { createScratchSite } from '../totara/testing/scratch-site';
import { copyToMariaDb } from './copy-to-mariadb';
import { describeOnMariaDb } from './describe-on-mariadb';
import { findMariaDbPrograms } from './mariadb-programs';
import { startOwnMariaDb } from './start-mariadb';

async function rowsOf(url: string, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection({ uri: url, supportBigNumbers: true, bigNumberStrings: true });
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  await connection.end();
  return rows;
}

describeOnMariaDb('a copy of a site', (server) => {
  it('has every row as it was, whatever is in it', async () => {
    const scratch = await createScratchSite(1_790_000_000);
    const learner = await scratch.site.addUser({
      firstname: 'Zoë 🔥',
      lastname: `O'Brien \\ "x"`,
      idnumber: '',
    });
    const course = await scratch.site.addCourse();
    await scratch.site.complete(learner, course, { grade: 33.33333 });
    await scratch.site.archive(learner, course);
    const tables = ['user', 'course', 'course_completion_history', 'course_completion_log', 'grade_items'];

    const url = await copyToMariaDb(server(), scratch);

    for (const table of tables) {
      const sql = `SELECT * FROM ttr_${table} ORDER BY id`;
      expect(await rowsOf(url, sql)).toEqual(await scratch.rows(sql));
    }
    await scratch.drop();
  });

  it('goes beyond one batch, and begins at the id 0', async () => {
    const scratch = await createScratchSite(1_790_000_000);
    await scratch.rows(
      'INSERT INTO ttr_course_completions (id, userid, course) SELECT n, n, 7 FROM generate_series(0, 4500) AS n',
    );

    const url = await copyToMariaDb(server(), scratch);

    const [counted] = await rowsOf(
      url,
      'SELECT COUNT(*) AS count, MIN(id) AS first, MAX(id) AS last FROM ttr_course_completions',
    );
    expect(counted).toEqual({ count: '4501', first: '0', last: '4500' });
    await scratch.drop();
  });

  it('has the tables as they stand: columns that a test dropped are gone, and defaults are there', async () => {
    const scratch = await createScratchSite(1_790_000_000, { flavour: 'totara12' });
    await scratch.rows('ALTER TABLE mdl_course_completions DROP COLUMN rpl');
    await scratch.rows('DROP TABLE mdl_course_completion_log');

    const url = await copyToMariaDb(server(), scratch);

    const columns = await rowsOf(
      url,
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name IN ('mdl_course_completions', 'mdl_course_completion_log')`,
    );
    expect(columns.map(({ name }) => name as string)).toContain('rplgrade');
    expect(columns.map(({ name }) => name as string)).not.toContain('rpl');
    await rowsOf(url, 'INSERT INTO mdl_course_completions (userid, course) VALUES (1, 1)');
    expect(await rowsOf(url, 'SELECT status, timeenrolled FROM mdl_course_completions')).toEqual([
      { status: 0, timeenrolled: '0' },
    ]);
    await scratch.drop();
  });
});

const programs = findMariaDbPrograms();
const describeWhereInstalled = programs === undefined ? describe.skip : describe;

describeWhereInstalled('a throw-away MariaDB', () => {
  it('answers, and leaves nothing behind when it is stopped', async () => {
    const server = await startOwnMariaDb(programs!);
    const [row] = await rowsOf(server.url, 'SELECT @@datadir AS folder');
    const folder = row!['folder'] as string;
    const wasThere = existsSync(folder);

    await server.stop();

    expect([wasThere, existsSync(folder)]).toEqual([true, false]);
    await expect(createConnection(server.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
