import type { LinkSingleSignOnRequest } from '@oracle-integration/contracts';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const RETURN_TO = { message: 'returnTo must be a path of this control panel' };

export class StartSsoQuery implements LinkSingleSignOnRequest {
  @IsOptional()
  @MaxLength(2_000, RETURN_TO)
  @IsString(RETURN_TO)
  returnTo?: string;
}
