import {
  PURGE_DAYS_MAX,
  type PurgeRequest,
  REQUEUE_IDS_MAX,
  REQUEUEABLE_STATUSES,
  type RequeueRequest,
  SEARCH_TEXT_LENGTH_MAX,
} from '@oracle-integration/contracts';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const STATUSES = { message: `statuses must be a list of ${REQUEUEABLE_STATUSES.join(', ')}` };
const IDS = { message: `itemIds must be a list of at most ${REQUEUE_IDS_MAX} ids of queue items` };
const SEARCH = { message: `q must be a text of at most ${SEARCH_TEXT_LENGTH_MAX} characters` };
const COURSE = { message: 'courseId must be the number of a course in Totara' };
const DAYS = { message: `olderThanDays must be a whole number from 0 to ${PURGE_DAYS_MAX}` };
const DRY_RUN = { message: 'dryRun must be true or false' };

export class RequeueBody implements RequeueRequest {
  @IsOptional()
  @IsIn(REQUEUEABLE_STATUSES, { each: true, ...STATUSES })
  @ArrayNotEmpty(STATUSES)
  @IsArray(STATUSES)
  statuses?: (typeof REQUEUEABLE_STATUSES)[number][];

  @IsOptional()
  @Matches(/^[A-Z_.]{1,60}$/, { message: 'causeCode must be the code of a cause, such as PUSH.REJECTED' })
  causeCode?: string;

  @IsOptional()
  @MaxLength(SEARCH_TEXT_LENGTH_MAX, SEARCH)
  @IsString(SEARCH)
  q?: string;

  @IsOptional()
  @Max(Number.MAX_SAFE_INTEGER, COURSE)
  @Min(1, COURSE)
  @IsInt(COURSE)
  courseId?: number;

  @IsOptional()
  @Matches(/^[0-9]{1,18}$/, { each: true, ...IDS })
  @ArrayMaxSize(REQUEUE_IDS_MAX, IDS)
  @IsArray(IDS)
  itemIds?: string[];

  @IsOptional()
  @IsBoolean(DRY_RUN)
  dryRun?: boolean;
}

export class PurgeBody implements PurgeRequest {
  @Max(PURGE_DAYS_MAX, DAYS)
  @Min(0, DAYS)
  @IsInt(DAYS)
  olderThanDays!: number;

  @IsOptional()
  @IsBoolean(DRY_RUN)
  dryRun?: boolean;
}
