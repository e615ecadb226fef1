import {
  BACKFILL_IDS_MAX,
  PREFLIGHT_SCOPES,
  type PreflightScope,
  type RequestPreflight,
  type SettingChanges,
} from '@oracle-integration/contracts';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Min,
} from 'class-validator';

const momentRule = (name: string) => ({ message: `${name} must be an ISO 8601 date or time` });
const COURSES_RULE = `courseIds must be at most ${BACKFILL_IDS_MAX} course ids`;

export class PreflightParams {
  @IsUUID('all', { message: 'the id of a preflight is a UUID' })
  id!: string;
}

export class RequestPreflightBody implements RequestPreflight {
  @IsIn(PREFLIGHT_SCOPES, { message: `scope must be one of ${PREFLIGHT_SCOPES.join(', ')}` })
  scope!: PreflightScope;

  @IsOptional()
  @IsISO8601({ strict: true }, momentRule('from'))
  from?: string;

  @IsOptional()
  @IsISO8601({ strict: true }, momentRule('to'))
  to?: string;

  @IsOptional()
  @IsArray({ message: COURSES_RULE })
  @ArrayMaxSize(BACKFILL_IDS_MAX, { message: COURSES_RULE })
  @IsInt({ each: true, message: COURSES_RULE })
  @Min(1, { each: true, message: COURSES_RULE })
  courseIds?: number[];

  @IsOptional()
  @IsObject({ message: 'values must be an object of new values by the key of their setting' })
  values?: SettingChanges;
}
