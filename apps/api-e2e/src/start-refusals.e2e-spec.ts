import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createEmptyDatabase,
  createTestDatabase,
  startProcess,
  type TestDatabase,
} from '@oracle-integration/testing';
import { Client } from 'pg';

/** Starts a service that must not start; answers what it said and how it ended. */
async function refusedStart(
  environment: Record<string, string>,
): Promise<{ code: number | null; said: string[] }> {
  const process = startProcess('apps/api/main.js', { NODE_ENV: 'production', PORT: '0', ...environment });
  const code = await process.ended();
  return { code, said: process.output().trim().split('\n') };
}

describe('a service that cannot start', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });

  afterAll(() => database?.drop());

  it('names every bad variable in one sentence, and shows no value', async () => {
    const { code, said } = await refusedStart({
      DATABASE_URL: database.url,
      PORT: 'http',
      ROLE: 'boss',
      PULL_TOKEN: 'short-s3cret',
      TOTARA_POLL_SECONDS: '0',
      PUSH_ENABLED: 'perhaps',
      PUSH_HISTORY: 'last year',
    });

    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    for (const variable of [
      'PORT',
      'ROLE',
      'PULL_TOKEN',
      'TOTARA_POLL_SECONDS',
      'PUSH_ENABLED',
      'PUSH_HISTORY',
    ]) {
      expect(said[0]).toMatch(new RegExp(`\\b${variable} (must|and)`));
    }
    expect(said[0]).not.toContain('s3cret');
  });

  it('says that the port is taken, and by which variable to choose another', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;

    const { code, said } = await refusedStart({ DATABASE_URL: database.url, PORT: String(port) });
    await new Promise((closed) => other.close(closed));

    expect(code).toBe(1);
    expect(said).toEqual([`Port ${port} on 127.0.0.1 is taken by another program. Set PORT to a free one.`]);
  });

  it.each([
    [
      'nobody listens there',
      'postgres://service:s3cret@127.0.0.1:1/service',
      /127\.0\.0\.1:1\/service .*ECONNREFUSED/,
    ],
    [
      'the host is unknown',
      'postgres://service:s3cret@database.invalid/service',
      /database\.invalid\/service cannot be used/,
    ],
  ])('says which database it cannot use: %s', async (_, url, words) => {
    const { code, said } = await refusedStart({ DATABASE_URL: url });

    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(words);
    expect(said[0]).toContain('Check DATABASE_URL');
    expect(said[0]).not.toContain('s3cret');
  });

  it('says so when the database does not exist', async () => {
    const url = new URL(database.url);
    url.pathname = '/no_such_database';

    const { code, said } = await refusedStart({ DATABASE_URL: url.href });

    expect(code).toBe(1);
    expect(said).toEqual([expect.stringContaining('"no_such_database" does not exist') as string]);
  });

  it('says that a newer version has migrated the database, and touches nothing', async () => {
    const migrated = await createTestDatabase();
    const client = new Client({ connectionString: migrated.url });
    await client.connect();
    const sizes = async () =>
      (await client.query(`SELECT relname, n_live_tup FROM pg_stat_user_tables ORDER BY relname`)).rows
        .length;
    await client.query(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    const before = await sizes();

    const { code, said } = await refusedStart({ DATABASE_URL: migrated.url });

    expect(code).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(
        /^The database at \S+ was brought up to date by a newer version .*FromTheFuture.*Start that version or a later one, or restore/,
      ),
    ]);
    expect(await sizes()).toBe(before);
    await client.end();
    await migrated.drop();
  });
});
