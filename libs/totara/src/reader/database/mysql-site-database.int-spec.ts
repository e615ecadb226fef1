import {
  copyToMariaDb,
  createScratchSite,
  describeOnMariaDb,
  type ScratchSite,
  waitUntil,
} from '@oracle-integration/testing';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { TotaraUnreadableError } from '../../totara.errors';
import { MysqlSiteDatabase } from './mysql-site-database';

describeOnMariaDb('a site on MariaDB', (server) => {
  let scratch: ScratchSite;
  let url: string;
  let administrator: Connection;
  let database: MysqlSiteDatabase;

  beforeEach(async () => {
    scratch = await createScratchSite(1_790_000_000);
    url = await copyToMariaDb(server(), scratch);
    administrator = await createConnection(url);
    database = new MysqlSiteDatabase(url);
  });

  afterEach(async () => {
    await database.close();
    await administrator.end();
    await scratch.drop();
  });

  /** The connections of the database under test, by their ids on the server. */
  async function connections(): Promise<number[]> {
    const [rows] = await administrator.query<RowDataPacket[]>(
      `SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()`,
    );
    return rows.map(({ id }) => Number(id));
  }

  it('cannot be written to, though the account may', async () => {
    const write = database.read('INSERT INTO ttr_course_completions (userid, course) VALUES (1, 1)');

    await expect(write).rejects.toMatchObject({
      cause: { code: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION' },
    });
    const inSnapshot = database.inSnapshot((read) => read('DELETE FROM ttr_course'));
    await expect(inSnapshot).rejects.toThrow(TotaraUnreadableError);
  });

  it('takes one statement at a time', async () => {
    await expect(database.read('SELECT 1 AS one; SELECT 2 AS two')).rejects.toMatchObject({
      cause: { code: 'ER_PARSE_ERROR' },
    });
  });

  it('is held to the settings that its statements were written for', async () => {
    const variables = await database.read<{ Variable_name: string; Value: string }>(
      `SHOW SESSION VARIABLES WHERE Variable_name IN ('sql_mode', 'time_zone', 'character_set_results',
         'tx_isolation', 'transaction_isolation', 'max_statement_time', 'max_execution_time')`,
    );

    const settings = new Map(variables.map((row) => [row.Variable_name, row.Value]));
    expect([settings.get('sql_mode'), settings.get('time_zone')]).toEqual(['ONLY_FULL_GROUP_BY', '+00:00']);
    expect(settings.get('character_set_results')).toBe('utf8mb4');
    expect(settings.get('tx_isolation') ?? settings.get('transaction_isolation')).toBe('REPEATABLE-READ');
    // MariaDB counts in seconds, MySQL in milliseconds.
    expect(settings.get('max_statement_time') ?? settings.get('max_execution_time')).toMatch(
      /^120(\.0+|000)$/,
    );
  });

  it('answers big numbers and decimals as text, and texts as they are', async () => {
    const [row] = await database.read(
      `SELECT 9007199254740993 AS big, CAST(85 AS DECIMAL(10, 5)) AS grade, :text AS text`,
      { text: `it's "é" \\ 🔥` },
    );

    expect(row).toEqual({ big: '9007199254740993', grade: '85.00000', text: `it's "é" \\ 🔥` });
  });

  it('shows one moment in a snapshot, whatever is committed meanwhile', async () => {
    const count = 'SELECT COUNT(*) AS count FROM ttr_course_completions';

    const counts = await database.inSnapshot(async (read) => {
      const before = await read<{ count: number }>(count);
      await administrator.query(
        'INSERT INTO ttr_course_completions (userid, course, timeenrolled, timestarted, reaggregate, status) VALUES (1, 1, 0, 0, 0, 10)',
      );
      const after = await read<{ count: number }>(count);
      return [...before, ...after].map((row) => Number(row.count));
    });

    const [later] = await database.read<{ count: number }>(count);
    expect([...counts, Number(later!.count)]).toEqual([0, 0, 1]);
  });

  it('uses two connections at most, and waits for its turn', async () => {
    const reads = Array.from({ length: 6 }, () => database.read('SELECT SLEEP(0.2) AS slept'));
    const atWork = await waitUntil(connections, (ids) => ids.length > 0);

    await Promise.all(reads);

    expect(atWork.length).toBeLessThanOrEqual(2);
    expect((await connections()).length).toBeLessThanOrEqual(2);
  });

  it('survives connections that break while idle', async () => {
    await Promise.all([database.read('SELECT 1 AS one'), database.read('SELECT 1 AS one')]);
    for (const id of await connections()) await administrator.query(`KILL ${id}`);
    await waitUntil(connections, (ids) => ids.length === 0);

    // The first read may be given a connection whose end has not been heard of yet.
    const answer = await waitUntil(
      () => database.read<{ one: number }>('SELECT 1 AS one').catch(() => []),
      (rows) => rows.length > 0,
    );

    expect(answer).toEqual([{ one: 1 }]);
  });

  it('tells of a connection that breaks under a read, and goes on with another', async () => {
    const reading = database.inSnapshot((read) => read('SELECT SLEEP(60) AS slept'));
    const outcome = reading.catch((error: unknown) => error);
    const [id] = await waitUntil(connections, (ids) => ids.length > 0);
    await administrator.query(`KILL ${id}`);

    expect(await outcome).toBeInstanceOf(TotaraUnreadableError);
    expect(await database.read('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('does not wait for ever for an answer', async () => {
    const impatient = new MysqlSiteDatabase(url, 200);

    const reading = impatient.read('SELECT SLEEP(60) AS slept');

    await expect(reading).rejects.toThrow(TotaraUnreadableError);
    // An answer that a slow machine keeps it waiting for is none either.
    const answer = await waitUntil(
      () => impatient.read<{ one: number }>('SELECT 1 AS one').catch(() => []),
      (rows) => rows.length > 0,
    );
    expect(answer).toEqual([{ one: 1 }]);
    await impatient.close();
  });

  it('goes on after a statement that failed in the middle of a snapshot', async () => {
    const failing = database.inSnapshot((read) => read('SELECT nothing FROM nowhere'));
    await expect(failing).rejects.toMatchObject({ cause: { code: 'ER_NO_SUCH_TABLE' } });

    expect(await database.inSnapshot((read) => read('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });
});
