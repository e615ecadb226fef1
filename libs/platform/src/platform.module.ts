import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditErasure } from './audit/audit-erasure';
import { AuditRepository } from './audit/audit.repository';
import { AuditService } from './audit/audit.service';
import { RefusalDigest } from './audit/refusal-digest';
import { Clock } from './clock/clock';
import { SecretBox } from './crypto/secret-box';
import { PreparedBytes, PreparedQuery, PreparedWrite } from './database/prepared-query';
import type { Environment, RawEnvironment } from './env/environment';
import { HealthController } from './health/health.controller';
import { PublicAddress } from './http/public-address';
import { HealthService } from './health/health.service';
import { CopyGuard } from './installation/copy-guard.service';
import { InstallationService } from './installation/installation.service';
import { LeaseService } from './lease/lease.service';
import { NotificationListener } from './notifications/notification-listener';
import { RateBudgetRepository } from './rate-limit/rate-budget.repository';
import { RateLimitSchedule } from './rate-limit/rate-limit.schedule';
import { RateLimiter } from './rate-limit/rate-limiter';
import { HourlyTallyService } from './tally/hourly-tally.service';
import { TallySchedule } from './tally/tally.schedule';
import { TallyService } from './tally/tally.service';
import { ENVIRONMENT, RAW_ENVIRONMENT } from './platform.tokens';

/** What exists before Nest does: the environment is read and the database migrated first. */
export interface ProcessParts {
  readonly environment: Environment;
  readonly raw: RawEnvironment;
  /** Connected. Whoever made it ends it. */
  readonly dataSource: DataSource;
}

/** The ground every module stands on. Global, because each of its parts is one per process. */
@Module({})
export class PlatformModule {
  static forProcess({ environment, raw, dataSource }: ProcessParts): DynamicModule {
    const shared = [
      AuditErasure,
      AuditService,
      Clock,
      PreparedBytes,
      PreparedQuery,
      PreparedWrite,
      InstallationService,
      CopyGuard,
      HealthService,
      LeaseService,
      NotificationListener,
      PublicAddress,
      SecretBox,
      RateLimiter,
      TallyService,
      HourlyTallyService,
    ];
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: RAW_ENVIRONMENT, useValue: raw },
        { provide: DataSource, useValue: dataSource },
        AuditRepository,
        RefusalDigest,
        TallySchedule,
        RateBudgetRepository,
        RateLimitSchedule,
        ...shared,
      ],
      exports: [ENVIRONMENT, RAW_ENVIRONMENT, DataSource, ...shared],
    };
  }
}
