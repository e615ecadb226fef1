import type { PausePushRequest } from '@oracle-integration/contracts';
import { IsMoment } from '@oracle-integration/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const REASON = { message: 'reason must be a text of at most 500 characters' };

export class PausePushBody implements PausePushRequest {
  @IsOptional()
  @IsMoment()
  from?: string;

  @IsOptional()
  @IsMoment()
  to?: string;

  @IsOptional()
  @MaxLength(500, REASON)
  @IsString(REASON)
  reason?: string;
}
