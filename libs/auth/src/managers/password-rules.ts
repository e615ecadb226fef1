import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';
import { COMMON_PASSWORDS } from './common-passwords';

/** What is wrong with a new password, in words; `undefined`: nothing. Length counts most, so no mixture is asked for. */
export function passwordFault(password: string, email: string): string | undefined {
  const { length } = password;
  if (length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX)
    return `must have ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`;
  const lower = password.toLowerCase();
  if (email.split('@').concat(email).includes(lower) || lower.includes(email.toLowerCase()))
    return 'must not be your e-mail address';
  if (COMMON_PASSWORDS.has(lower)) return 'is one of the passwords that are tried first; choose another';
  if (new Set(lower).size < 4) return 'must not repeat the same few characters';
  return undefined;
}

/** @throws RequestInvalidError naming the field */
export function requireGoodPassword(password: string, email: string, field = 'password'): void {
  const fault = passwordFault(password, email);
  if (fault !== undefined) throw new RequestInvalidError([{ field, message: `${field} ${fault}` }]);
}
