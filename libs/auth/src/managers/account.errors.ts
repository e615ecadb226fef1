import { AppError } from '@oracle-integration/platform';

export type AccountErrorCode =
  | 'AUTH.ATTEMPTS_TOO_MANY'
  | 'AUTH.ACCOUNT_DISABLED'
  | 'AUTH.LOCAL_ACCOUNTS_OFF'
  | 'AUTH.MANAGER_UNKNOWN'
  | 'AUTH.LAST_MANAGER'
  | 'AUTH.EMAIL_TAKEN'
  | 'AUTH.INVITATION_UNKNOWN'
  | 'AUTH.INVITATION_INVALID'
  | 'AUTH.SESSION_UNKNOWN'
  | 'AUTH.INTEGRATION_OFF'
  | 'AUTH.SSO_OFF';

export class AttemptsTooManyError extends AppError<AccountErrorCode> {
  constructor(retryAfterSeconds: number) {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    super({
      code: 'AUTH.ATTEMPTS_TOO_MANY',
      message: `Too many attempts to sign in. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      details: { retryAfterSeconds },
      severity: 'info',
    });
  }
}

export class AccountDisabledError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.ACCOUNT_DISABLED',
      message: 'This account is disabled. Ask a manager with the role "manage".',
      severity: 'info',
    });
  }
}

export class LocalAccountsOffError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.LOCAL_ACCOUNTS_OFF',
      message: 'Passwords are switched off here. Use single sign-on.',
      severity: 'info',
    });
  }
}

export class ManagerUnknownError extends AppError<AccountErrorCode> {
  constructor(id: string) {
    super({ code: 'AUTH.MANAGER_UNKNOWN', message: `There is no manager ${id}.`, severity: 'info' });
  }
}

export class LastManagerError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.LAST_MANAGER',
      message:
        'This is the last enabled account with the role "manage". Give the role to somebody else first, so that somebody can still change things here.',
      severity: 'info',
    });
  }
}

export class EmailTakenError extends AppError<AccountErrorCode> {
  constructor(email: string) {
    super({
      code: 'AUTH.EMAIL_TAKEN',
      message: `${email} has an account here already. Change its role or send a reset link instead.`,
      severity: 'info',
    });
  }
}

export class InvitationUnknownError extends AppError<AccountErrorCode> {
  constructor(id: string) {
    super({ code: 'AUTH.INVITATION_UNKNOWN', message: `There is no invitation ${id}.`, severity: 'info' });
  }
}

/** One sentence for all reasons: whoever guesses links learns nothing. */
export class InvitationInvalidError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.INVITATION_INVALID',
      message: 'This link was used, replaced by a newer one, or is older than seven days. Ask for a new one.',
      severity: 'info',
    });
  }
}

export class SessionUnknownError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.SESSION_UNKNOWN',
      message: 'There is no such session; it has ended.',
      severity: 'info',
    });
  }
}

export class IntegrationOffError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.INTEGRATION_OFF',
      message:
        'The integration is switched off. Switch it on under Settings, Enable integration; until then only the settings, the managers and the audit log answer.',
      severity: 'info',
    });
  }
}

export class SingleSignOnOffError extends AppError<AccountErrorCode> {
  constructor() {
    super({
      code: 'AUTH.SSO_OFF',
      message: 'Single sign-on is not set up. Issuer and client ID are missing under Settings, Access.',
      severity: 'info',
    });
  }
}
