import { AuditEntryEntity } from './audit/audit-entry.entity';
import { InstallationEntity } from './installation/installation.entity';
import { LeaseEntity } from './lease/lease.entity';
import { RateBudgetEntity } from './rate-limit/rate-budget.entity';
import { HourlyCountEntity } from './tally/hourly-count.entity';
import { TallyDeltaEntity } from './tally/tally-delta.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const PLATFORM_ENTITIES = [
  AuditEntryEntity,
  InstallationEntity,
  LeaseEntity,
  RateBudgetEntity,
  TallyDeltaEntity,
  HourlyCountEntity,
] as const;
