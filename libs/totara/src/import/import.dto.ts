import {
  type ApplyImportRequest,
  IMPORT_COURSE_KEYS,
  IMPORT_FIELDS,
  IMPORT_PAGE_LIMIT_DEFAULT,
  IMPORT_PAGE_LIMIT_MAX,
  IMPORT_USER_KEYS,
  IMPORT_VERDICTS,
  type ImportCourseKey,
  type ImportDateOrder,
  type ImportDecimalMark,
  type ImportGradeUnit,
  type ImportMapping,
  type ImportMappingRequest,
  type ImportUnknown,
  type ImportUserKey,
  type ImportVerdict,
  type SetImportStateRequest,
  type UploadImportParams,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateBy } from 'class-validator';

const oneOf = (name: string, words: readonly string[]) => ({
  message: `${name} must be one of ${words.join(', ')}`,
});
const DATE_ORDERS = ['day_first', 'month_first'];
const DECIMAL_MARKS = ['.', ','];
const GRADE_UNITS = ['points', 'percent'];
const UNKNOWNS = ['add', 'refuse'];
const STATES = ['running', 'paused', 'cancelled'];
const COLUMNS_RULE = `columns must name a column of the file for each of the fields that it holds; the fields are ${IMPORT_FIELDS.join(', ')}`;
const LIMIT_RULE = { message: `limit must be a whole number from 1 to ${IMPORT_PAGE_LIMIT_MAX}` };
const DELIVER = /^(none|all|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?)$/;

/** Digits as a number; anything else as NaN, which the rules refuse by name. */
function asInteger(value: unknown): number {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
}

function isColumnNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields: readonly string[] = IMPORT_FIELDS;
  return Object.entries(value).every(([field, name]) => fields.includes(field) && typeof name === 'string');
}

function isDeliver(value: unknown): boolean {
  if (typeof value !== 'string' || !DELIVER.test(value)) return false;
  return value === 'none' || value === 'all' || !Number.isNaN(Date.parse(value));
}

export class ImportParams {
  @IsUUID('all', { message: 'the id of an import is a UUID' })
  id!: string;
}

export class UploadImportQuery implements UploadImportParams {
  @IsString({ message: 'filename must be given once' })
  @Length(1, 255, { message: 'filename must have 1 to 255 characters' })
  filename!: string;
}

class PageQuery {
  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt(LIMIT_RULE)
  @Min(1, LIMIT_RULE)
  @Max(IMPORT_PAGE_LIMIT_MAX, LIMIT_RULE)
  limit: number = IMPORT_PAGE_LIMIT_DEFAULT;
}

export class ListImportsQuery extends PageQuery {
  @IsOptional()
  @IsUUID('all', { message: 'cursor is not one that this service gave out' })
  cursor?: string;
}

export class ListImportRowsQuery extends PageQuery {
  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt({ message: 'cursor is not one that this service gave out' })
  @Max(2 ** 31 - 1, { message: 'cursor is not one that this service gave out' })
  cursor?: number;

  @IsOptional()
  @IsIn(IMPORT_VERDICTS, oneOf('verdict', IMPORT_VERDICTS))
  verdict?: ImportVerdict;
}

export class MapImportBody implements ImportMappingRequest {
  @ValidateBy({ name: 'isColumnNames', validator: { validate: isColumnNames } }, { message: COLUMNS_RULE })
  columns!: ImportMapping['columns'];

  @IsOptional()
  @IsIn(IMPORT_USER_KEYS, oneOf('identifyUserBy', IMPORT_USER_KEYS))
  identifyUserBy?: ImportUserKey;

  @IsOptional()
  @IsIn(IMPORT_COURSE_KEYS, oneOf('identifyCourseBy', IMPORT_COURSE_KEYS))
  identifyCourseBy?: ImportCourseKey;

  @IsOptional()
  @IsIn(DATE_ORDERS, oneOf('dateOrder', DATE_ORDERS))
  dateOrder?: ImportDateOrder;

  @IsOptional()
  @IsString({ message: 'timeZone must be the IANA name of a time zone' })
  timeZone?: string;

  @IsOptional()
  @IsIn(DECIMAL_MARKS, { message: 'decimalMark must be a point or a comma' })
  decimalMark?: ImportDecimalMark;

  @IsOptional()
  @IsIn(GRADE_UNITS, oneOf('gradeUnit', GRADE_UNITS))
  gradeUnit?: ImportGradeUnit;

  @IsOptional()
  @IsIn(UNKNOWNS, oneOf('unknown', UNKNOWNS))
  unknown?: ImportUnknown;
}

export class ApplyImportBody implements ApplyImportRequest {
  @ValidateBy(
    { name: 'isDeliver', validator: { validate: isDeliver } },
    { message: 'deliver must be none, all, or an ISO date such as 2026-02-01' },
  )
  deliver: string = 'none';
}

export class SetImportStateBody implements SetImportStateRequest {
  @IsIn(STATES, oneOf('state', STATES))
  state!: SetImportStateRequest['state'];
}
