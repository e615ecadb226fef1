import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { connectAndMigrate, parseEnvironment, selectRows } from '@oracle-integration/platform';
import { AnswerFormat, CompletionStreamService } from '@oracle-integration/pull';
import { PushService } from '@oracle-integration/push';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { CommandLineModule } from '../command-line/command-line.module';
import { serviceDataSource } from '../data-source';
import { OverviewService } from '../overview/overview.service';
import { schemaBreaches, schemaPicture } from './schema-picture';

const FIRST_SCHEMA = readFileSync(join(import.meta.dirname, 'first-schema.sql'), 'utf8');
/** The schema that was released first with the promise that its processes may go on beside the next version. */
const LAST_MIGRATION_OF_0_1 = 1_795_392_000_070;
/** As the first version gave it out: behind the tenth record, without filters. */
const CURSOR_BEHIND_TEN = 'AQAAAAAAAAAKWuFiW0iLOTWFRCHLCYJ4H0RFIZIQy3Pj';
/** Under this key Oracle knows revision 1 of the record of learner 1206. */
const KEY_OF_1206 = 'b7f0f088-1e75-5812-9a4b-3f4167e61256';

type MigrationClass = (new () => MigrationInterface) & { contracts?: readonly string[] };

async function asOneClient(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe('a database of the first version', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    await asOneClient(database.url, FIRST_SCHEMA);
    dataSource = serviceDataSource(database.url, 4);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const rowsOf = (sql: string) => selectRows<Record<string, unknown>>(dataSource, sql);

  async function withServices<Result>(
    variables: Record<string, string>,
    work: (context: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>) => Promise<Result>,
  ): Promise<Result> {
    const environment = { ...parseEnvironment(variables), role: 'command' as const };
    const context = await NestFactory.createApplicationContext(
      CommandLineModule.forProcess({ environment, raw: variables, dataSource }),
      { logger: false, abortOnError: false },
    );
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  }

  it('keeps every row through the upgrade, and every byte of what Oracle and pollers were shown', async () => {
    const tables = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT IN ('schema_migrations', 'tally_deltas') ORDER BY 1`;
    await dataSource.initialize();
    const names = (await rowsOf(tables)).map(({ name }) => String(name));
    const count = async () =>
      Object.fromEntries(
        await Promise.all(
          names.map(async (name) => [
            name,
            (await rowsOf(`SELECT count(*)::int AS n FROM ${name}`))[0]!['n'],
          ]),
        ),
      ) as Record<string, number>;
    const shown = () =>
      rowsOf('SELECT id, change_seq, public_json::text FROM completion_records ORDER BY change_seq');
    const before = { counts: await count(), shown: await shown() };

    await connectAndMigrate(dataSource);

    const after = { counts: await count(), shown: await shown() };
    expect(before.counts['completion_records']).toBe(40);
    expect(after).toEqual(before);
  });

  it('counts, lists and finds afterwards what it held before', async () => {
    await connectAndMigrate(dataSource);

    const overview = await withServices({}, (context) => context.get(OverviewService).overview());

    expect(overview.ledger).toMatchObject({ completed: 40, archived: 0 });
    expect(overview.queue).toEqual({
      queued: 6,
      sending: 0,
      sent: 7,
      failed: 7,
      dead: 7,
      parked: 7,
      withdrawn: 6,
    });
  });

  it('goes on from the cursors that the first version gave out', async () => {
    await connectAndMigrate(dataSource);

    const users = await withServices({}, async (context) => {
      const stream = await context
        .get(CompletionStreamService)
        .openForOperator({ cursor: CURSOR_BEHIND_TEN }, AnswerFormat.NdJson);
      let text = '';
      for await (const part of stream.parts()) text += part.bytes.toString();
      return text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { userId: number }).userId);
    });

    expect(users).toEqual(Array.from({ length: 30 }, (_, index) => 1211 + index));
  });

  it('delivers under the keys that Oracle may have seen already', async () => {
    await connectAndMigrate(dataSource);
    const received: { idempotencyKey: string; userId: number }[] = [];
    const oracle: Server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const isToken = request.url === '/token';
        if (!isToken)
          received.push(...(JSON.parse(Buffer.concat(parts).toString()) as { items: typeof received }).items);
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(isToken ? '{"access_token":"a-token","token_type":"Bearer","expires_in":3600}' : '{}');
      });
    });
    await new Promise<void>((listening) => oracle.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(oracle.address() as AddressInfo).port}`;
    const variables = {
      PUSH_BASE_URL: url,
      PUSH_TOKEN_URL: `${url}/token`,
      PUSH_CLIENT_ID: 'client',
      PUSH_CLIENT_SECRET: 'secret',
      PUSH_ALLOW_PRIVATE_TARGETS: 'true',
    };

    await withServices(variables, (context) => context.get(PushService).deliverDue()).finally(() => {
      oracle.closeAllConnections();
      oracle.close();
    });

    const keys = new Map(received.map(({ userId, idempotencyKey }) => [userId, idempotencyKey]));
    expect(keys.get(1206)).toBe(KEY_OF_1206);
    expect(keys.size).toBe(received.length);
  });
});

describe('every migration since 0.1', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => (database = await createEmptyDatabase()));
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('lets the version before it go on: it adds, and takes away only what it is marked to (docs/upgrades.md)', async () => {
    const all = serviceDataSource(database.url, 2).options.migrations as MigrationClass[];
    const byTime = [...all].sort((one, other) => timeOf(one) - timeOf(other));
    const breaches: string[] = [];
    const { options } = serviceDataSource(database.url, 2);
    const upTo = (migrations: MigrationClass[]) =>
      new DataSource({ ...options, migrations } as typeof options);
    dataSource = await upTo(byTime.filter((one) => timeOf(one) <= LAST_MIGRATION_OF_0_1)).initialize();
    await dataSource.runMigrations();

    for (const migration of byTime.filter((one) => timeOf(one) > LAST_MIGRATION_OF_0_1)) {
      const before = await schemaPicture(dataSource);
      await dataSource.destroy();
      dataSource = await upTo(byTime.filter((one) => timeOf(one) <= timeOf(migration))).initialize();
      await dataSource.runMigrations();
      const unmarked = schemaBreaches(before, await schemaPicture(dataSource)).filter(
        (breach) => !migration.contracts?.includes(breach.split(' ')[0]!),
      );
      breaches.push(...unmarked.map((breach) => `${migration.name}: ${breach}`));
    }

    expect(breaches).toEqual([]);
  });
});

function timeOf({ name }: MigrationClass): number {
  return Number(name.slice(-13));
}
