import {
  type ListRevokedDeliveriesParams,
  REVOKED_DELIVERIES_LIMIT_MAX,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

const LIMIT = { message: `limit must be a whole number from 1 to ${REVOKED_DELIVERIES_LIMIT_MAX}` };

export class ListRevokedDeliveriesQuery implements ListRevokedDeliveriesParams {
  @IsOptional()
  @IsString({ message: 'cursor must be given once' })
  cursor?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN,
  )
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(REVOKED_DELIVERIES_LIMIT_MAX, LIMIT)
  limit?: number;
}
