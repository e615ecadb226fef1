import { Pool } from 'pg';
import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { buildDataSourceOptions } from './data-source-options';
import { SteadyClient } from './steady-client';

describe('SteadyClient', () => {
  let database: ScratchDatabase;

  beforeAll(async () => (database = await openScratchDatabase()));
  afterAll(() => database.close());

  const urlOf = () => (database.dataSource.options as { url: string }).url;

  it('breaks without a word when nobody listens, and its next query says so', async () => {
    const client = new SteadyClient(urlOf());
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((end) => client.once('end', end));

    await database.dataSource.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
    await ended;

    await expect(client.query('SELECT 1')).rejects.toThrow();
  });

  it('is thrown away by its pool, which goes on with another', async () => {
    const pool = new Pool({ connectionString: urlOf(), max: 1, Client: SteadyClient });
    pool.on('error', () => undefined);
    const pidOf = async () =>
      (await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
    const first = await pidOf();
    const broken = new Promise((end) => pool.once('error', end));

    await database.dataSource.query('SELECT pg_terminate_backend($1)', [first]);
    await broken;

    expect(await pidOf()).not.toBe(first);
    await pool.end();
  });

  it('is what the whole service reaches its database with', () => {
    const { extra } = buildDataSourceOptions({ url: urlOf(), entities: [], migrations: [] }) as {
      extra: { Client: unknown };
    };

    expect(extra.Client).toBe(SteadyClient);
  });
});
