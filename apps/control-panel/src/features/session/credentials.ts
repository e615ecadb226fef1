import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';

/** The sentence under each field at fault; no key, no fault. */
export type FieldFaults = Partial<Record<'email' | 'password' | 'repeated', string>>;

const words = strings.session;

/** What is wrong with a sign-in before it is worth sending. */
export function checkSignIn(email: string, password: string): FieldFaults {
  return {
    ...(email.trim() === '' ? { email: words.emailMissing } : {}),
    ...(password === '' ? { password: words.passwordMissing } : {}),
  };
}

/** What is wrong with a new manager's account before it is worth sending. */
export function checkNewManager(email: string, password: string, repeated: string): FieldFaults {
  const emailFault = checkEmail(email.trim());
  return { ...(emailFault ? { email: emailFault } : {}), ...checkNewPasswords(password, repeated) };
}

/** What is wrong with a new password, typed twice. */
export function checkNewPasswords(password: string, repeated: string): FieldFaults {
  const passwordFault = checkNewPassword(password);
  return {
    ...(passwordFault ? { password: passwordFault } : {}),
    ...(!passwordFault && password !== repeated ? { repeated: words.passwordsDiffer } : {}),
  };
}

function checkEmail(email: string): string | null {
  if (email === '') return words.emailMissing;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? null : words.emailInvalid;
}

function checkNewPassword(password: string): string | null {
  if (password.length < PASSWORD_LENGTH_MIN) return words.passwordTooShort(PASSWORD_LENGTH_MIN);
  return password.length > PASSWORD_LENGTH_MAX ? words.passwordTooLong(PASSWORD_LENGTH_MAX) : null;
}
