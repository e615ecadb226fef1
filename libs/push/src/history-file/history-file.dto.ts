import {
  type DownloadHistoryFileParams,
  HISTORY_FILE_IDS_MAX,
  HISTORY_SCOPES,
  HISTORY_STATUSES,
  type HistoryScope,
  type HistoryStatus,
  type RequestHistoryFile,
} from '@oracle-integration/contracts';
import { IsMoment } from '@oracle-integration/platform';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const COURSES = { message: 'courseIds must be a list of the ids of courses in Totara, such as [88, 91]' };
const STATUSES = { message: `statuses must be a list of ${HISTORY_STATUSES.join(' and ')}` };
const PART = { message: 'part must be a whole number from 1' };
const PART_MAX = 1_000_000;

export class HistoryFileParams {
  @IsUUID('all', { message: 'id must be the id of a history file' })
  id!: string;
}

export class RequestHistoryFileBody implements RequestHistoryFile {
  @IsIn(HISTORY_SCOPES, { message: `scope must be one of ${HISTORY_SCOPES.join(', ')}` })
  scope!: HistoryScope;

  @IsOptional()
  @IsMoment()
  from?: string;

  @IsOptional()
  @IsMoment()
  to?: string;

  @IsOptional()
  @Max(Number.MAX_SAFE_INTEGER, { each: true, ...COURSES })
  @Min(1, { each: true, ...COURSES })
  @IsInt({ each: true, ...COURSES })
  @ArrayMaxSize(HISTORY_FILE_IDS_MAX, {
    message: `courseIds may hold at most ${HISTORY_FILE_IDS_MAX} ids`,
  })
  @IsArray(COURSES)
  courseIds?: number[];

  @IsOptional()
  @IsIn(HISTORY_STATUSES, { each: true, ...STATUSES })
  @ArrayMaxSize(HISTORY_STATUSES.length, STATUSES)
  @IsArray(STATUSES)
  statuses?: HistoryStatus[];

  @IsOptional()
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean;
}

export class DownloadHistoryFileQuery implements DownloadHistoryFileParams {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : Number.NaN,
  )
  @Max(PART_MAX, PART)
  @Min(1, PART)
  @IsInt(PART)
  part?: number;
}
