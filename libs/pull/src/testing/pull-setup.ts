import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AcknowledgementService,
  CompletionFeedService,
  COMPLETIONS_ENTITIES,
  CompletionsModule,
  LedgerService,
  type LearnerCourseObservation,
} from '@oracle-integration/completions';
import type {
  CompletionPageView,
  CompletionStatus,
  ListCompletionsParams,
} from '@oracle-integration/contracts';
import {
  buildDataSourceOptions,
  type Clock,
  InstallationService,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
  type RawEnvironment,
} from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { FeedRequests } from '../feed-request';
import { PullService } from '../pull.service';
import { CompletionStreamService } from '../stream/completion-stream.service';

const SITE = 'totara';
const SYSTEM_CLOCK: Clock = { now: () => new Date() };
/** Whose token the tests show. */
export const CONSUMER = 1;

export interface PullSetup {
  readonly ledger: LedgerService;
  readonly dataSource: DataSource;
  /** A Pull service as a fresh process would have it. */
  service(variables?: RawEnvironment, clock?: Clock): PullService;
  streams(): CompletionStreamService;
  readonly acknowledgements: AcknowledgementService;
  /** Records one completion of each learner, and answers the record ids in the order of their changes. */
  record(
    ...learners: { userId: number; courseId?: number; status?: Exclude<CompletionStatus, 'revoked'> }[]
  ): Promise<string[]>;
  /** Writes when a record changed, as if it had been recorded then. */
  changedAt(recordId: string, at: Date): Promise<void>;
  close(): Promise<void>;
}

/** The Pull service on a database of its own. */
export async function startPull(): Promise<PullSetup> {
  const database = await createTestDatabase();
  const dataSource = await new DataSource(
    buildDataSourceOptions({
      url: database.url,
      entities: [...PLATFORM_ENTITIES, ...COMPLETIONS_ENTITIES],
      migrations: [],
    }),
  ).initialize();
  const platform = PlatformModule.forProcess({ environment: parseEnvironment({}), raw: {}, dataSource });
  const context = await NestFactory.createApplicationContext(
    { module: ProcessModule, imports: [platform, CompletionsModule] },
    { logger: false, abortOnError: false },
  );
  const ledger = context.get(LedgerService);
  const requestsOf = (variables: RawEnvironment, clock: Clock) =>
    new FeedRequests(
      new SettingsService(variables),
      context.get(CompletionFeedService),
      new InstallationService(dataSource),
      clock,
    );
  return {
    ledger,
    dataSource,
    service: (variables = { PULL_ENABLED: 'true' }, clock = SYSTEM_CLOCK) =>
      new PullService(requestsOf(variables, clock), context.get(CompletionFeedService)),
    streams: () =>
      new CompletionStreamService(
        requestsOf({ PULL_ENABLED: 'true' }, SYSTEM_CLOCK),
        context.get(CompletionFeedService),
      ),
    acknowledgements: context.get(AcknowledgementService),
    async record(...learners) {
      await ledger.record(SITE, learners.map(observed), { kind: 'later', by: 'change_log' });
      const rows = await dataSource.query<{ id: string }[]>(
        'SELECT id FROM completion_records ORDER BY change_seq DESC LIMIT $1',
        [learners.length],
      );
      return rows.map(({ id }) => id).reverse();
    },
    async changedAt(recordId, at) {
      await dataSource.query('UPDATE completion_records SET changed_at = $2 WHERE id = $1', [recordId, at]);
    },
    async close() {
      await context.close();
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** One page, read as a poller would. */
export async function pageOf(
  service: PullService,
  params: ListCompletionsParams = {},
): Promise<CompletionPageView> {
  return JSON.parse((await service.page(params, CONSUMER)).body.toString()) as CompletionPageView;
}

/** The ids of every page until there is no more, and the last cursor. */
export async function readAll(
  service: PullService,
  params: ListCompletionsParams = {},
): Promise<{ ids: string[]; nextCursor: string }> {
  const ids: string[] = [];
  let cursor = params.cursor;
  for (;;) {
    const page = await pageOf(service, { ...params, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (!page.hasMore) return { ids, nextCursor: cursor };
  }
}

@Module({})
class ProcessModule {}

function observed({
  userId,
  courseId = 88,
  status = 'complete',
}: {
  userId: number;
  courseId?: number;
  status?: Exclude<CompletionStatus, 'revoked'>;
}): LearnerCourseObservation {
  const isCompleted = status === 'complete' || status === 'completeviarpl';
  return {
    extent: 'whole',
    exclusion: null,
    userId,
    courseId,
    current: {
      source: 'current',
      sourceRowId: userId * 1000 + courseId,
      fingerprint: String(userId),
      status,
      progress: isCompleted ? 100 : 0,
      enrolledAt: null,
      startedAt: null,
      completedAt: isCompleted ? new Date('2019-02-01T14:03:11Z') : null,
      rpl: null,
      grade: null,
    },
    history: [],
    user: null,
    course: null,
  };
}
