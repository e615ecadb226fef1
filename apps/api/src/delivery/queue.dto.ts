import {
  type ListQueueParams,
  QUEUE_ITEM_STATUSES,
  QUEUE_PAGE_LIMIT_MAX,
  QUEUE_SORTS,
  type QueueItemStatus,
  type QueueSort,
  SEARCH_TEXT_LENGTH_MAX,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { asInteger, asList } from '../query-values';

const LIMIT = { message: `limit must be a whole number from 1 to ${QUEUE_PAGE_LIMIT_MAX}` };
const STATUS = { message: `status must be one of ${QUEUE_ITEM_STATUSES.join(', ')}` };
const SEARCH = { message: `q must be one text of at most ${SEARCH_TEXT_LENGTH_MAX} characters` };
const COURSE = { message: 'courseId must be the number of one course in Totara' };
const CAUSE = { message: 'causeCode must be the code of one cause, such as PUSH.REJECTED' };
const CURSOR = { message: 'cursor must be what this list gave out, and be given once' };

export class ListQueueQuery implements ListQueueParams {
  @IsOptional()
  @Transform(({ value }) => asList(value))
  @ArrayMaxSize(20, STATUS)
  @IsIn(QUEUE_ITEM_STATUSES, { each: true, ...STATUS })
  status?: QueueItemStatus[];

  @IsOptional()
  @MaxLength(SEARCH_TEXT_LENGTH_MAX, SEARCH)
  @IsString(SEARCH)
  q?: string;

  @IsOptional()
  @Matches(/^[A-Z_.]{1,60}$/, CAUSE)
  causeCode?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt(COURSE)
  @Min(1, COURSE)
  courseId?: number;

  @IsOptional()
  @IsIn(QUEUE_SORTS, { message: `sort must be one of ${QUEUE_SORTS.join(', ')}` })
  sort?: QueueSort;

  @IsOptional()
  @MaxLength(100, CURSOR)
  @IsString(CURSOR)
  cursor?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(QUEUE_PAGE_LIMIT_MAX, LIMIT)
  limit?: number;
}

export class QueueItemParams {
  /** What is no number names no item: that is a 404, like any number that is not there. */
  @IsString()
  id!: string;
}
