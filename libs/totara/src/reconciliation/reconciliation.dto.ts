import {
  RECONCILIATION_ROW_KINDS,
  RECONCILIATION_ROWS_LIMIT_MAX,
  type ReconciliationParams,
  type ReconciliationRowKind,
  type ReconciliationRowsParams,
  type StartReconciliationRequest,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsDateString,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const COURSE = { message: 'courseId must be the number of one course in Totara' };
const CURSOR = { message: 'cursor must be what this list gave out, and be given once' };
const LIMIT = { message: `limit must be a whole number from 1 to ${RECONCILIATION_ROWS_LIMIT_MAX}` };
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MUST_BE_DATE = { message: '$property must be a date such as 2026-02-01' };

export class ReconciliationQuery implements ReconciliationParams {
  @IsOptional()
  @Matches(DATE, MUST_BE_DATE)
  @IsDateString({ strict: true }, MUST_BE_DATE)
  from?: string;

  @IsOptional()
  @Matches(DATE, MUST_BE_DATE)
  @IsDateString({ strict: true }, MUST_BE_DATE)
  to?: string;
}

export class ReconciliationRowsQuery implements ReconciliationRowsParams {
  @IsIn(RECONCILIATION_ROW_KINDS, { message: `kind must be one of ${RECONCILIATION_ROW_KINDS.join(', ')}` })
  kind!: ReconciliationRowKind;

  @IsOptional()
  @Matches(DATE, MUST_BE_DATE)
  @IsDateString({ strict: true }, MUST_BE_DATE)
  day?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt(COURSE)
  @Min(1, COURSE)
  courseId?: number;

  @IsOptional()
  @MaxLength(100, CURSOR)
  @IsString(CURSOR)
  cursor?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(RECONCILIATION_ROWS_LIMIT_MAX, LIMIT)
  limit?: number;
}

/** Digits as a number; anything else as NaN, which the rules refuse by name. */
function asInteger(value: unknown): number {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}

export class StartReconciliationBody implements StartReconciliationRequest {
  @IsOptional()
  @IsBoolean()
  confirmRemovals?: boolean;
}
