import { AppError } from '@oracle-integration/platform';

export type AuthErrorCode =
  | 'AUTH.NOT_SIGNED_IN'
  | 'AUTH.CREDENTIALS_WRONG'
  | 'AUTH.NOT_ALLOWED'
  | 'AUTH.CSRF_INVALID'
  | 'AUTH.TOKEN_MISSING'
  | 'AUTH.TOKEN_UNKNOWN'
  | 'AUTH.TOKEN_MISCOPIED'
  | 'AUTH.TOKEN_EXPIRED'
  | 'AUTH.TOKEN_REVOKED'
  | 'AUTH.TOKEN_ADDRESS_NOT_ALLOWED'
  | 'AUTH.TOKEN_SCOPE_MISSING'
  | 'AUTH.TOKEN_RATE_EXCEEDED'
  | 'AUTH.ADDRESS_RATE_EXCEEDED'
  | 'AUTH.WRONG_TOKENS_TOO_MANY'
  | 'AUTH.TOKEN_NOT_FOUND'
  | 'AUTH.TOKEN_ENDED'
  | 'AUTH.TOKENS_TOO_MANY'
  | 'AUTH.SET_UP_LINK_INVALID'
  | 'AUTH.ROUTE_UNDECLARED';

export class NotSignedInError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.NOT_SIGNED_IN',
      message: 'You are not signed in, or your session has ended. Sign in again.',
      severity: 'info',
    });
  }
}

/** One sentence for a wrong address and a wrong password: neither is given away. */
export class CredentialsWrongError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.CREDENTIALS_WRONG',
      message: 'This e-mail address and password do not belong together.',
      severity: 'info',
    });
  }
}

export class NotAllowedError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.NOT_ALLOWED',
      message: 'Your role may see this but not do it. Ask a manager with the role "manage".',
    });
  }
}

export class CsrfInvalidError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.CSRF_INVALID',
      message: 'The X-CSRF-Token header is missing or not the one of this session. Reload the page.',
    });
  }
}

export class SetUpLinkInvalidError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.SET_UP_LINK_INVALID',
      message:
        'This set-up link was used already, or a newer one was printed when the service was started again.',
    });
  }
}

/** A route without a declared access rule is a fault of ours; it is closed, not open. */
export class RouteUndeclaredError extends AppError<AuthErrorCode> {
  constructor(route: string) {
    super({
      code: 'AUTH.ROUTE_UNDECLARED',
      message: `The route ${route} does not say who may call it.`,
      severity: 'error',
    });
  }
}
