import { PREVIEW_RECORDS_MAX, type PreviewMapping, type SettingChanges } from '@oracle-integration/contracts';
import { IsInt, IsObject, IsOptional, IsUUID, Max, Min } from 'class-validator';

const NEWEST_RULE = { message: `newest must be a whole number from 1 to ${PREVIEW_RECORDS_MAX}` };

export class PreviewMappingBody implements PreviewMapping {
  @IsOptional()
  @IsObject({ message: 'values must be an object of new values by the key of their setting' })
  values?: SettingChanges;

  @IsOptional()
  @IsUUID('all', { message: 'recordId must be the id of a completion, which is a UUID' })
  recordId?: string;

  @IsOptional()
  @IsInt(NEWEST_RULE)
  @Min(1, NEWEST_RULE)
  @Max(PREVIEW_RECORDS_MAX, NEWEST_RULE)
  newest?: number;
}
