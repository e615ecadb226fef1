import {
  type ListLookupParams,
  LOOKUP_PAGE_LIMIT_MAX,
  LOOKUP_TABLES,
  LOOKUP_TEXT_LENGTH_MAX,
  LOOKUP_UPLOAD_MODES,
  type LookupTable,
  type LookupUploadMode,
  type RemoveLookupRow,
  type SaveLookupRow,
  type UploadLookupParams,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';

const LIMIT_RULE = { message: `limit must be a whole number from 1 to ${LOOKUP_PAGE_LIMIT_MAX}` };
const textRule = (name: string) => ({
  message: `${name} must have 1 to ${LOOKUP_TEXT_LENGTH_MAX} characters`,
});

function asInteger({ value }: { value: unknown }): number {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
}

export class LookupTableParams {
  @IsIn(LOOKUP_TABLES, { message: `the table must be one of ${LOOKUP_TABLES.join(', ')}` })
  table!: LookupTable;
}

export class ListLookupQuery implements ListLookupParams {
  @IsOptional()
  @IsString({ message: 'q must be given once' })
  @MaxLength(LOOKUP_TEXT_LENGTH_MAX, { message: `q may have at most ${LOOKUP_TEXT_LENGTH_MAX} characters` })
  q?: string;

  @IsOptional()
  @IsString({ message: 'cursor must be given once' })
  @MaxLength(2_000, { message: 'cursor is not one that this list gave out; pass nextCursor on unchanged' })
  cursor?: string;

  @IsOptional()
  @Transform(asInteger)
  @IsInt(LIMIT_RULE)
  @Min(1, LIMIT_RULE)
  @Max(LOOKUP_PAGE_LIMIT_MAX, LIMIT_RULE)
  limit?: number;
}

export class RemoveLookupRowBody implements RemoveLookupRow {
  @IsString({ message: 'key must be a text' })
  @Length(1, LOOKUP_TEXT_LENGTH_MAX, textRule('key'))
  key!: string;
}

export class SaveLookupRowBody extends RemoveLookupRowBody implements SaveLookupRow {
  @IsString({ message: 'value must be a text' })
  @Length(1, LOOKUP_TEXT_LENGTH_MAX, textRule('value'))
  value!: string;
}

export class UploadLookupQuery implements UploadLookupParams {
  @IsIn(LOOKUP_UPLOAD_MODES, { message: `mode must be one of ${LOOKUP_UPLOAD_MODES.join(', ')}` })
  mode!: LookupUploadMode;
}
