import {
  type AcceptInvitationRequest,
  type InviteManagerRequest,
  ManagerRole,
  type OpenInvitationRequest,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from '@oracle-integration/contracts';
import { IsEmail, IsIn, IsString, IsUUID, Length, Matches } from 'class-validator';

const ROLES = Object.values(ManagerRole);
const TOKEN = { message: 'token must be the token of the link' };
const PASSWORD = {
  message: `password must have ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`,
};

export class InvitationParams {
  @IsUUID('all', { message: 'the id of an invitation is a UUID' })
  id!: string;
}

export class InviteManagerBody implements InviteManagerRequest {
  @IsEmail({}, { message: 'email must be an e-mail address' })
  email!: string;

  @IsIn(ROLES, { message: `role must be one of ${ROLES.join(', ')}` })
  role!: ManagerRole;
}

export class OpenInvitationBody implements OpenInvitationRequest {
  @Matches(/^[\w-]{1,100}$/, TOKEN)
  token!: string;
}

export class AcceptInvitationBody extends OpenInvitationBody implements AcceptInvitationRequest {
  @Length(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX, PASSWORD)
  @IsString(PASSWORD)
  password!: string;
}
