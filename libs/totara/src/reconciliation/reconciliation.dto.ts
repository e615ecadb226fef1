import type { ReconciliationParams, StartReconciliationRequest } from '@oracle-integration/contracts';
import { IsBoolean, IsDateString, IsOptional, Matches } from 'class-validator';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MUST_BE_DATE = { message: '$property must be a date such as 2026-02-01' };

export class ReconciliationQuery implements ReconciliationParams {
  @IsOptional()
  @Matches(DATE, MUST_BE_DATE)
  @IsDateString({}, MUST_BE_DATE)
  from?: string;

  @IsOptional()
  @Matches(DATE, MUST_BE_DATE)
  @IsDateString({}, MUST_BE_DATE)
  to?: string;
}

export class StartReconciliationBody implements StartReconciliationRequest {
  @IsOptional()
  @IsBoolean()
  confirmRemovals?: boolean;
}
