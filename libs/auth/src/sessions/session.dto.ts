import {
  type ChangePasswordRequest,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  type SetUpRequest,
  type SignInRequest,
} from '@oracle-integration/contracts';
import { IsEmail, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';

const atMost = (field: string) => ({
  message: `${field} must be a text of at most ${PASSWORD_LENGTH_MAX} characters`,
});
const length = (field: string) => ({
  message: `${field} must have ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`,
});
const EMAIL = { message: 'email must be a text of at most 320 characters' };

export class SignInBody implements SignInRequest {
  @Matches(/^\P{Cc}{0,320}$/u, EMAIL)
  email!: string;

  @MaxLength(PASSWORD_LENGTH_MAX, atMost('password'))
  @IsString(atMost('password'))
  password!: string;
}

export class SetUpBody implements SetUpRequest {
  @IsString({ message: 'token must be text' })
  @MaxLength(100, { message: 'token must have at most 100 characters' })
  token!: string;

  @IsEmail({}, { message: 'email must be an e-mail address' })
  email!: string;

  @IsString({ message: 'password must be text' })
  @Length(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX, length('password'))
  password!: string;
}

export class ChangePasswordBody implements ChangePasswordRequest {
  @MaxLength(PASSWORD_LENGTH_MAX, atMost('currentPassword'))
  @IsString(atMost('currentPassword'))
  currentPassword!: string;

  @Length(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX, length('newPassword'))
  @IsString(length('newPassword'))
  newPassword!: string;
}

export class SessionParams {
  @IsUUID('all', { message: 'the id of a session is a UUID' })
  id!: string;
}
