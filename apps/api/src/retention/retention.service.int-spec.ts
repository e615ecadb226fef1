import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  parseEnvironment,
  PlatformModule,
  type RawEnvironment,
  selectRows,
} from '@oracle-integration/platform';
import { QueueModule } from '@oracle-integration/queue';
import { SettingsModule } from '@oracle-integration/settings';
import { createTestDatabase, type TestDatabase } from '@oracle-integration/testing';
import type { DataSource } from 'typeorm';
import { serviceDataSource } from '../data-source';
import { RetentionService } from './retention.service';

@Module({})
class RetentionModule {}

describe('RetentionService', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let closings: (() => Promise<void>)[];

  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = await serviceDataSource(database.url, 4).initialize();
    closings = [];
  });

  afterEach(async () => {
    for (const close of closings) await close();
    await dataSource.destroy();
    await database.drop();
  });

  async function start(variables: RawEnvironment): Promise<RetentionService> {
    const raw = { ...variables, ROLE: 'api' };
    const context = await NestFactory.createApplicationContext(
      {
        module: RetentionModule,
        imports: [
          PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource }),
          SettingsModule,
          QueueModule,
        ],
        providers: [RetentionService],
      },
      { logger: false, abortOnError: false },
    );
    closings.push(() => context.close());
    return context.get(RetentionService);
  }

  /** Items sent, and attempts made, so many days ago each. */
  const sentDaysAgo = (days: number) =>
    selectRows(
      dataSource,
      `WITH item AS (
         INSERT INTO queue_items (record_id, revision, status, sent_at)
         VALUES (gen_random_uuid(), 1, 'sent', now() - make_interval(days => $1)) RETURNING id)
       INSERT INTO delivery_attempts (queue_item_id, attempt, batch_id, outcome, attempted_at)
       SELECT id, 1, gen_random_uuid(), 'delivered', now() - make_interval(days => $1) FROM item`,
      [days],
    );
  const left = async () => {
    const [row] = await selectRows<{ sent: string; attempts: string; purges: string }>(
      dataSource,
      `SELECT (SELECT count(*) FROM queue_items) - coalesce((SELECT sum(items_left) FROM queue_purges), 0) AS sent,
              (SELECT count(*) FROM delivery_attempts) AS attempts, (SELECT count(*) FROM queue_purges) AS purges`,
    );
    return { sent: Number(row!.sent), attempts: Number(row!.attempts), purges: Number(row!.purges) };
  };
  const audited = () =>
    selectRows<{ details: object }>(
      dataSource,
      `SELECT details FROM audit_entries WHERE action = 'retention.purged'`,
    );

  it('removes logs after 90 days and keeps sent items, unless told otherwise', async () => {
    const retention = await start({});
    for (const days of [1, 80, 100]) await sentDaysAgo(days);

    await retention.apply();

    expect(await left()).toEqual({ sent: 3, attempts: 2, purges: 0 });
    expect(await audited()).toEqual([{ details: { logs: 1, sentItems: 0, auditEntries: 0 } }]);
  });

  it('removes sent items once somebody says after how long, and notes no purge that takes nothing', async () => {
    const retention = await start({ RETENTION_SENT_DAYS: '30', RETENTION_LOG_DAYS: '0' });
    for (const days of [1, 40, 400]) await sentDaysAgo(days);

    await retention.apply();
    await retention.apply();

    expect(await left()).toEqual({ sent: 1, attempts: 3, purges: 1 });
    expect(await audited()).toHaveLength(1);
  });

  it('is done by one process at a time', async () => {
    const retention = await start({});
    await sentDaysAgo(100);
    await selectRows(
      dataSource,
      `INSERT INTO leases (name, token, holder, expires_at)
       VALUES ('retention', gen_random_uuid(), 'another', now() + interval '1 minute')`,
    );

    await retention.apply();

    expect(await left()).toMatchObject({ attempts: 1 });
  });
});
