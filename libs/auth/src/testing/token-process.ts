import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AuditService,
  type Clock,
  NotificationListener,
  parseEnvironment,
  PlatformModule,
  RateLimiter,
  type RawEnvironment,
} from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import type { DataSource } from 'typeorm';
import { TokenGate } from '../access/token-gate';
import { ApiTokenDirectory } from '../tokens/api-token.directory';
import { ApiTokenRepository } from '../tokens/api-token.repository';
import { ApiTokenService } from '../tokens/api-token.service';
import { TokenIssueService } from '../tokens/token-issue.service';
import { WrongTokens } from '../tokens/wrong-tokens';

/** What one process has of API tokens; several of them share a database. */
export interface TokenProcess {
  readonly tokens: ApiTokenService;
  readonly directory: ApiTokenDirectory;
  readonly issue: TokenIssueService;
  readonly gate: TokenGate;
  readonly audit: AuditService;
  close(): Promise<void>;
}

/** Starts a process's worth of API tokens on a database. */
export async function startTokenProcess(
  dataSource: DataSource,
  clock: Clock,
  variables: RawEnvironment = {},
): Promise<TokenProcess> {
  const environment = parseEnvironment(variables);
  const platform = await NestFactory.createApplicationContext(
    {
      module: ProcessModule,
      imports: [PlatformModule.forProcess({ environment, raw: variables, dataSource })],
    },
    { logger: ['warn', 'error'], abortOnError: false },
  );
  const audit = platform.get(AuditService);
  const limiter = platform.get(RateLimiter);
  const settings = new SettingsService(variables);
  const repository = new ApiTokenRepository(dataSource);
  const notifications = platform.get(NotificationListener);
  const directory = new ApiTokenDirectory(repository, notifications, clock);
  const tokens = new ApiTokenService(environment, repository, directory, clock);
  // What it adds is announced: whoever listened by then would forget what it knows when a test does not expect it.
  await tokens.onApplicationBootstrap();
  directory.onApplicationBootstrap();
  // The same goes for the look when the listening begins.
  await new Promise<void>((listens) => void notifications.subscribe('token_process_listens', listens));
  return {
    tokens,
    directory,
    audit,
    issue: new TokenIssueService(dataSource, repository, directory, audit, clock),
    gate: new TokenGate(tokens, limiter, new WrongTokens(limiter, settings, audit), settings),
    close: () => platform.close(),
  };
}

@Module({})
class ProcessModule {}
