import {
  type ListPullRequestsParams,
  type ListRejectionsParams,
  PULL_REQUESTS_LIMIT_MAX,
  REJECTIONS_LIMIT_MAX,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, Min } from 'class-validator';

const REJECTIONS_LIMIT = { message: `limit must be a whole number from 1 to ${REJECTIONS_LIMIT_MAX}` };
const REQUESTS_LIMIT = { message: `limit must be a whole number from 1 to ${PULL_REQUESTS_LIMIT_MAX}` };
const CURSOR = { message: 'cursor must be given once' };
const CONSUMER = { message: 'consumerId must be the number of a consumer' };
const CONSUMER_ID_MAX = 2_147_483_647;

const AsInteger = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN,
  );

export class ListRejectionsQuery implements ListRejectionsParams {
  @IsOptional()
  @IsString(CURSOR)
  cursor?: string;

  @IsOptional()
  @AsInteger()
  @IsInt(REJECTIONS_LIMIT)
  @Min(1, REJECTIONS_LIMIT)
  @Max(REJECTIONS_LIMIT_MAX, REJECTIONS_LIMIT)
  limit?: number;

  @IsOptional()
  @AsInteger()
  @IsInt(CONSUMER)
  @Min(1, CONSUMER)
  @Max(CONSUMER_ID_MAX, CONSUMER)
  consumerId?: number;
}

export class ListPullRequestsQuery implements ListPullRequestsParams {
  @IsOptional()
  @IsString(CURSOR)
  cursor?: string;

  @IsOptional()
  @AsInteger()
  @IsInt(REQUESTS_LIMIT)
  @Min(1, REQUESTS_LIMIT)
  @Max(PULL_REQUESTS_LIMIT_MAX, REQUESTS_LIMIT)
  limit?: number;

  @IsOptional()
  @IsUUID('all', { message: 'tokenId must be the id of an API token' })
  tokenId?: string;

  @IsOptional()
  @AsInteger()
  @IsInt(CONSUMER)
  @Min(1, CONSUMER)
  @Max(CONSUMER_ID_MAX, CONSUMER)
  consumerId?: number;
}
