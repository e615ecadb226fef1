import {
  AUDIT_ACTIONS,
  AUDIT_PAGE_LIMIT_DEFAULT,
  AUDIT_PAGE_LIMIT_MAX,
  type AuditAction,
  type ListAuditParams,
} from '@oracle-integration/contracts';
import { IsMoment } from '@oracle-integration/platform';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const ACTION = { message: `action must be one of ${AUDIT_ACTIONS.join(', ')}; it may be repeated` };
const ACTOR = { message: 'actor must be a text of 1 to 320 characters' };
const Q = { message: 'q must be a text of 1 to 200 characters' };
const LIMIT = { message: `limit must be a whole number from 1 to ${AUDIT_PAGE_LIMIT_MAX}` };
const CURSOR = { message: 'cursor is not one that this service gave out' };

/** Digits as a number; anything else as NaN, which the rules refuse by name. */
function asInteger(value: unknown): number {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
}

export class AuditFilterQuery implements Omit<ListAuditParams, 'cursor' | 'limit'> {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value : [value]))
  @IsIn(AUDIT_ACTIONS, { each: true, ...ACTION })
  action?: AuditAction[];

  @IsOptional()
  @Matches(/^\P{Cc}{1,320}$/u, ACTOR)
  actor?: string;

  @IsOptional()
  @IsMoment()
  from?: string;

  @IsOptional()
  @IsMoment()
  to?: string;

  @IsOptional()
  @Matches(/^\P{Cc}{1,200}$/u, Q)
  q?: string;
}

export class ListAuditQuery extends AuditFilterQuery implements ListAuditParams {
  @IsOptional()
  @Matches(/^\d{1,15}-\d{1,18}$/, CURSOR)
  cursor?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @Max(AUDIT_PAGE_LIMIT_MAX, LIMIT)
  @Min(1, LIMIT)
  @IsInt(LIMIT)
  limit: number = AUDIT_PAGE_LIMIT_DEFAULT;
}
