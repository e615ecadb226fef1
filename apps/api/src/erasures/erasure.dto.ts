import {
  type ErasePersonRequest,
  ERASURES_LIMIT_MAX,
  type ListErasuresParams,
} from '@oracle-integration/contracts';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const WHOLE = { message: 'userId must be the id of a person in Totara, such as 1207' };

export class ErasePersonParams {
  @Max(Number.MAX_SAFE_INTEGER, WHOLE)
  @Min(1, WHOLE)
  @IsInt(WHOLE)
  @Type(() => Number)
  userId!: number;
}

export class ErasePersonBody implements ErasePersonRequest {
  @IsOptional()
  @MaxLength(200, { message: 'site must have at most 200 characters' })
  @IsString({ message: 'site must be the name of a site' })
  site?: string;

  @IsOptional()
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean;

  @IsOptional()
  @MaxLength(320, { message: 'confirm must have at most 320 characters' })
  @IsString({ message: 'confirm must be the id or the e-mail address of the person' })
  confirm?: string;
}

export class ErasureParams {
  @IsUUID(undefined, { message: 'id must be the id of an erasure' })
  id!: string;
}

export class ListErasuresQuery implements ListErasuresParams {
  @IsOptional()
  @Matches(/^[\w-]{1,200}$/, { message: 'cursor must be one that a page gave' })
  @IsString({ message: 'cursor must be one that a page gave' })
  cursor?: string;

  @IsOptional()
  @Max(ERASURES_LIMIT_MAX, { message: `limit must be a whole number from 1 to ${ERASURES_LIMIT_MAX}` })
  @Min(1, { message: `limit must be a whole number from 1 to ${ERASURES_LIMIT_MAX}` })
  @IsInt({ message: `limit must be a whole number from 1 to ${ERASURES_LIMIT_MAX}` })
  @Type(() => Number)
  limit?: number;
}
