import { BACKFILL_IDS_MAX, BACKFILL_RATE_MAX, type RequestBackfill } from '@oracle-integration/contracts';
import { IsMoment } from '@oracle-integration/platform';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const listOf = (name: string, what: string) => ({
  message: `${name} must be a list of the ids of ${what} in Totara, such as [88, 91]`,
});
const tooMany = (name: string) => ({ message: `${name} may hold at most ${BACKFILL_IDS_MAX} ids` });
const trueOrFalse = (name: string) => ({ message: `${name} must be true or false` });
const RATE = { message: `ratePerSecond must be a whole number from 1 to ${BACKFILL_RATE_MAX}` };

export class RequestBackfillBody implements RequestBackfill {
  @IsOptional()
  @IsMoment()
  from?: string;

  @IsOptional()
  @IsMoment()
  to?: string;

  @IsOptional()
  @Max(Number.MAX_SAFE_INTEGER, { each: true, ...listOf('courseIds', 'courses') })
  @Min(1, { each: true, ...listOf('courseIds', 'courses') })
  @IsInt({ each: true, ...listOf('courseIds', 'courses') })
  @ArrayMaxSize(BACKFILL_IDS_MAX, tooMany('courseIds'))
  @IsArray(listOf('courseIds', 'courses'))
  courseIds?: number[];

  @IsOptional()
  @Max(Number.MAX_SAFE_INTEGER, { each: true, ...listOf('userIds', 'people') })
  @Min(1, { each: true, ...listOf('userIds', 'people') })
  @IsInt({ each: true, ...listOf('userIds', 'people') })
  @ArrayMaxSize(BACKFILL_IDS_MAX, tooMany('userIds'))
  @IsArray(listOf('userIds', 'people'))
  userIds?: number[];

  @IsOptional()
  @IsBoolean(trueOrFalse('everything'))
  everything?: boolean;

  @IsOptional()
  @IsBoolean(trueOrFalse('dryRun'))
  dryRun?: boolean;

  @IsOptional()
  @IsBoolean(trueOrFalse('force'))
  force?: boolean;

  @IsOptional()
  @Max(BACKFILL_RATE_MAX, RATE)
  @Min(1, RATE)
  @IsInt(RATE)
  ratePerSecond?: number;
}

export class BackfillParams {
  @IsUUID('all', { message: 'id must be the id of a backfill' })
  id!: string;
}
