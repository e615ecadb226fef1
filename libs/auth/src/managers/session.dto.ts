import {
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  type SetUpRequest,
  type SignInRequest,
} from '@oracle-integration/contracts';
import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

export class SignInBody implements SignInRequest {
  @IsString({ message: 'email must be text' })
  @MaxLength(320, { message: 'email must have at most 320 characters' })
  email!: string;

  @IsString({ message: 'password must be text' })
  @MaxLength(PASSWORD_LENGTH_MAX, { message: `password must have at most ${PASSWORD_LENGTH_MAX} characters` })
  password!: string;
}

export class SetUpBody implements SetUpRequest {
  @IsString({ message: 'token must be text' })
  @MaxLength(100, { message: 'token must have at most 100 characters' })
  token!: string;

  @IsEmail({}, { message: 'email must be an e-mail address' })
  email!: string;

  @IsString({ message: 'password must be text' })
  @Length(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX, {
    message: `password must have ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`,
  })
  password!: string;
}
