import { createEmptyDatabase, freePort, type TestDatabase } from '@oracle-integration/testing';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { buildDataSourceOptions } from './data-source-options';
import { connectAndMigrate, DatabaseUnusableError, SchemaNewerError } from './migrate';

class CreateSamples1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE samples (id int)');
    await runner.query('INSERT INTO samples SELECT 1 FROM pg_sleep(0.05)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE samples');
  }
}

class BreakHalfway1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE halves (id int)');
    await runner.query('CREATE TABLE samples (id int)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE halves');
  }
}

class AddMore1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE samples ADD COLUMN more text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE samples DROP COLUMN more');
  }
}

class LoseConnections1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    throw new Error('the server is shutting down');
  }

  async down(): Promise<void> {}
}

describe('connectAndMigrate', () => {
  let database: TestDatabase;
  const dataSources: DataSource[] = [];

  beforeEach(async () => (database = await createEmptyDatabase()));
  afterEach(async () => {
    await Promise.all(
      dataSources
        .splice(0)
        .filter(({ isInitialized }) => isInitialized)
        .map((one) => one.destroy()),
    );
    await database.drop();
  });

  function dataSourceAt(url: string, migrations: (new () => MigrationInterface)[] = []): DataSource {
    const dataSource = new DataSource(buildDataSourceOptions({ url, entities: [], migrations, poolSize: 3 }));
    dataSources.push(dataSource);
    return dataSource;
  }

  async function refusalAt(
    url: string,
    migrations?: (new () => MigrationInterface)[],
  ): Promise<DatabaseUnusableError> {
    const refusal: unknown = await connectAndMigrate(dataSourceAt(url, migrations)).catch(
      (error: unknown) => error,
    );
    if (refusal instanceof DatabaseUnusableError) return refusal;
    throw new Error(`Not refused: ${String(refusal)}`);
  }

  function changed(change: (url: URL) => void): string {
    const url = new URL(database.url);
    change(url);
    return url.href;
  }

  it('migrates once when several processes start together', async () => {
    const starting = Array.from({ length: 4 }, () =>
      dataSourceAt(database.url, [CreateSamples1700000000001]),
    );

    await Promise.all(starting.map(connectAndMigrate));

    const rows: unknown[] = await starting[0]!.query('SELECT id FROM samples');
    expect(rows).toEqual([{ id: 1 }]);
  });

  it('leaves no lock behind, so that the next process need not wait', async () => {
    const dataSource = dataSourceAt(database.url, [CreateSamples1700000000001]);

    await connectAndMigrate(dataSource);

    const locks: unknown[] = await dataSource.query(
      `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE locktype = 'advisory' AND datname = current_database()`,
    );
    expect(locks).toEqual([]);
  });

  it('says in one sentence that nobody answers at the address', async () => {
    const port = await freePort();
    const url = changed((url) => ((url.port = String(port)), (url.password = 's3cret')));

    const { message, code } = await refusalAt(url);

    expect(code).toBe('PLATFORM.DATABASE_UNUSABLE');
    expect(message).toContain(`The database at postgres://127.0.0.1:${port}/`);
    expect(message).toContain('ECONNREFUSED');
    expect(message).toContain('Check DATABASE_URL');
    expect(message).not.toContain('s3cret');
  });

  it('says that the password is wrong without repeating it', async () => {
    const { message } = await refusalAt(changed((url) => (url.password = 's3cret')));

    expect(message).toMatch(/cannot be used: password authentication failed/);
    expect(message).not.toContain('s3cret');
  });

  it('says that the database does not exist', async () => {
    const { message } = await refusalAt(changed((url) => (url.pathname = '/nowhere')));

    expect(message).toContain('database "nowhere" does not exist');
  });

  it('says which migration step failed, and leaves nothing half-applied', async () => {
    const { message } = await refusalAt(database.url, [
      CreateSamples1700000000001,
      BreakHalfway1700000000002,
    ]);

    const after = dataSourceAt(database.url);
    await after.initialize();
    const tables = await after.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class WHERE relname IN ('samples', 'halves')`,
    );
    expect(message).toMatch(/could not be brought up to date: .*"samples" already exists \(42P07\)/);
    expect(tables).toEqual([{ name: 'samples' }]);
  });

  it('refuses a schema that a newer version made, in one sentence, and leaves it alone', async () => {
    await connectAndMigrate(dataSourceAt(database.url, [CreateSamples1700000000001, AddMore1700000000004]));

    const older = connectAndMigrate(dataSourceAt(database.url, [CreateSamples1700000000001]));

    await expect(older).rejects.toThrow(SchemaNewerError);
    await expect(older).rejects.toThrow(
      /newer version .* does not know AddMore1700000000004\)\. Start that version/,
    );
  });

  it('still says why when the connections are lost half-way', async () => {
    const { message } = await refusalAt(database.url, [LoseConnections1700000000003]);

    expect(message).toContain('could not be brought up to date: the server is shutting down');
  });
});
