import {
  COMPLETION_PAGE_LIMIT_MAX,
  COMPLETION_STATUSES,
  type CompletionStatus,
  type ListCompletionsParams,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsSince } from './since';

const FILTER_VALUES_MAX = 100;

/** A parameter that may be repeated, as a list. */
function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Digits as a number; anything else as NaN, which the rules refuse by name. */
function asInteger(value: unknown): number {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}

const tooMany = (name: string) => ({ message: `${name} may be given at most ${FILTER_VALUES_MAX} times` });

export class ListCompletionsQuery implements ListCompletionsParams {
  @IsOptional()
  @IsSince()
  since?: string;

  @IsOptional()
  @MaxLength(200, { message: 'cursor is not one that this service gave out' })
  @IsString({ message: 'cursor must be given once' })
  cursor?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt({ message: `limit must be a whole number from 1 to ${COMPLETION_PAGE_LIMIT_MAX}` })
  @Min(1, { message: `limit must be a whole number from 1 to ${COMPLETION_PAGE_LIMIT_MAX}` })
  @Max(COMPLETION_PAGE_LIMIT_MAX, {
    message: `limit must be a whole number from 1 to ${COMPLETION_PAGE_LIMIT_MAX}`,
  })
  limit?: number;

  @IsOptional()
  @Transform(({ value }) => asList(value).map(asInteger))
  @ArrayMaxSize(FILTER_VALUES_MAX, tooMany('courseid'))
  @Min(1, { each: true, message: 'courseid must be the id of a Totara course' })
  courseid?: number[];

  @IsOptional()
  @Transform(({ value }) => asList(value).map(asInteger))
  @ArrayMaxSize(FILTER_VALUES_MAX, tooMany('userid'))
  @Min(1, { each: true, message: 'userid must be the id of a Totara user' })
  userid?: number[];

  @IsOptional()
  @Transform(({ value }) => asList(value))
  @ArrayMaxSize(FILTER_VALUES_MAX, tooMany('status'))
  @IsIn(COMPLETION_STATUSES, {
    each: true,
    message: `status must be one of ${COMPLETION_STATUSES.join(', ')}`,
  })
  status?: CompletionStatus[];
}
