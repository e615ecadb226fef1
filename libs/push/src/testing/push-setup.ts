import { jest } from '@jest/globals';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  COMPLETIONS_ENTITIES,
  LedgerService,
  type LearnerCourseObservation,
} from '@oracle-integration/completions';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
  type RawEnvironment,
  selectRows,
} from '@oracle-integration/platform';
import { QUEUE_ENTITIES, QueueService } from '@oracle-integration/queue';
import { SettingsModule } from '@oracle-integration/settings';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { PushControlService } from '../delivery/push-control.service';
import { PushService } from '../delivery/push.service';
import { type PushStatus, PushStatusService } from '../delivery/push-status.service';
import { PUSH_ENTITIES } from '../push.entities';
import { PushModule } from '../push.module';

/** What a test looks at of a queue item. */
export interface ItemRow {
  recordId: string;
  status: string;
  attempts: number;
  isAlone: boolean;
  causeCode: string | null;
  causeDetail: string | null;
  externalId: string | null;
}

export interface AttemptRow {
  recordId: string;
  attempt: number;
  outcome: string;
  httpStatus: number | null;
  causeCode: string | null;
}

export interface PushSetup {
  readonly push: PushService;
  status(): Promise<PushStatus>;
  readonly control: PushControlService;
  readonly ledger: LedgerService;
  readonly queue: QueueService;
  readonly dataSource: DataSource;
  /** Whatever else the module holds. */
  service<Service>(type: Type<Service>): Service;
  /** Records that many completions, each of another learner, and answers their record ids in the order of the queue. */
  record(count: number): Promise<string[]>;
  /** In the order of the queue. */
  items(): Promise<ItemRow[]>;
  attempts(): Promise<AttemptRow[]>;
  /** As if the time to wait had passed: failed items and the next probe of a hold are due. */
  passWaits(): Promise<void>;
  /** From now on each wait is half of the longest it may be, until mocks are restored: by chance, one is a second. */
  waitByHalf(): void;
  /** A further process on the same database, with its own connections. */
  anotherProcess(): Promise<Pick<PushSetup, 'push' | 'service'>>;
  close(): Promise<void>;
}

/**
 * Push as the service wires it, on a database of its own, without timers: a test says when deliveries run.
 *
 * @param variables the environment; without them nothing is configured
 */
export async function startPush(variables: RawEnvironment): Promise<PushSetup> {
  const database = await createTestDatabase();
  const first = await startProcess(database.url, variables);
  const processes = [first];
  const { dataSource } = first;
  const ledger = first.context.get(LedgerService);
  let learners = 0;
  return {
    push: first.context.get(PushService),
    status: () => first.context.get(PushStatusService).status(),
    control: first.context.get(PushControlService),
    ledger,
    queue: first.context.get(QueueService),
    dataSource,
    service: (type) => first.context.get(type),
    async record(count) {
      const observations = Array.from({ length: count }, () => aCompletion((learners += 1)));
      await ledger.record('totara', observations, { kind: 'later', by: 'change_log' });
      const rows = await selectRows<{ record_id: string }>(
        dataSource,
        'SELECT record_id FROM queue_items ORDER BY id DESC LIMIT $1',
        [count],
      );
      return rows.map(({ record_id }) => record_id).reverse();
    },
    items: () => selectRows<ItemRow>(dataSource, ITEMS),
    attempts: () => selectRows<AttemptRow>(dataSource, ATTEMPTS),
    async passWaits() {
      await selectRows(
        dataSource,
        `UPDATE queue_items SET next_attempt_at = now() - interval '1 second' WHERE status = 'failed'`,
      );
      await selectRows(dataSource, `UPDATE push_targets SET next_probe_at = now() - interval '1 second'`);
    },
    waitByHalf: () => void jest.spyOn(Math, 'random').mockReturnValue(0.5),
    async anotherProcess() {
      const process = await startProcess(database.url, variables);
      processes.push(process);
      return { push: process.context.get(PushService), service: (type) => process.context.get(type) };
    },
    async close() {
      for (const { context, dataSource: connections } of processes) {
        await context.close();
        if (connections.isInitialized) await connections.destroy();
      }
      await database.drop();
    },
  };
}

/** Settings that lead to a target on this machine, and to long waits: what failed is not due again by itself. */
export function configuredFor(url: string, more: RawEnvironment = {}): RawEnvironment {
  return {
    PUSH_BASE_URL: url,
    PUSH_TOKEN_URL: `${url}/token`,
    PUSH_CLIENT_ID: 'client',
    PUSH_CLIENT_SECRET: 'secret',
    PUSH_ALLOW_PRIVATE_TARGETS: 'true',
    PUSH_CONCURRENCY: '1',
    PUSH_RETRY_FIRST_SECONDS: '3600',
    ...more,
  };
}

const ITEMS = `SELECT record_id AS "recordId", status, attempts, is_alone AS "isAlone", cause_code AS "causeCode",
  cause_detail AS "causeDetail", external_id AS "externalId" FROM queue_items ORDER BY id`;

const ATTEMPTS = `SELECT item.record_id AS "recordId", log.attempt, log.outcome, log.http_status AS "httpStatus",
  log.cause_code AS "causeCode" FROM delivery_attempts log JOIN queue_items item ON item.id = log.queue_item_id
  ORDER BY log.attempted_at, log.queue_item_id`;

@Module({})
class ProcessModule {}

async function startProcess(url: string, variables: RawEnvironment) {
  const entities = [...PLATFORM_ENTITIES, ...COMPLETIONS_ENTITIES, ...QUEUE_ENTITIES, ...PUSH_ENTITIES];
  const dataSource = await new DataSource(
    buildDataSourceOptions({ url, entities, migrations: [] }),
  ).initialize();
  // A process of role `api` runs no deliveries by itself.
  const raw = { ...variables, ROLE: 'api' };
  const platform = PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource });
  const module = { module: ProcessModule, imports: [platform, SettingsModule, PushModule] };
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  return { context, dataSource };
}

/** María's completion of Fire Safety, under a number of her own. */
export function aCompletion(userId: number): LearnerCourseObservation {
  const completedAt = new Date('2026-02-01T14:03:11Z');
  return {
    extent: 'whole',
    exclusion: null,
    userId,
    courseId: 88,
    current: {
      source: 'current',
      sourceRowId: userId,
      fingerprint: String(userId),
      status: 'complete',
      progress: 100,
      enrolledAt: null,
      startedAt: null,
      completedAt,
      rpl: null,
      grade: null,
    },
    history: [],
    user: {
      username: `learner${userId}`,
      idnumber: `E${userId}`,
      firstname: 'María',
      lastname: 'López',
      email: `learner${userId}@example.com`,
      suspended: false,
      deleted: false,
    },
    course: { fullname: 'Fire Safety', shortname: 'FIRE-1', idnumber: 'OLC-10021', category: 'Compliance' },
  };
}
