import { API_TOKENS_ACTIVE_MAX, type ApiTokenScope } from '@oracle-integration/contracts';
import { AppError } from '@oracle-integration/platform';
import type { AuthErrorCode } from '../auth.errors';

/** A token that opens nothing: each is counted against the address that it came from. */
export abstract class ApiTokenRefusedError extends AppError<AuthErrorCode> {}

export class ApiTokenMissingError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.TOKEN_MISSING',
      message:
        'An API token is needed: send it in the header X-Api-Key, or as Authorization: Bearer <token>.',
      severity: 'info',
    });
  }
}

export class ApiTokenUnknownError extends ApiTokenRefusedError {
  constructor() {
    super({
      code: 'AUTH.TOKEN_UNKNOWN',
      message: 'This API token is not known here, or ended long ago. Ask a manager for a new one.',
    });
  }
}

export class ApiTokenMiscopiedError extends ApiTokenRefusedError {
  constructor() {
    super({
      code: 'AUTH.TOKEN_MISCOPIED',
      message: 'This API token was cut or changed when it was copied. Copy all of it again.',
    });
  }
}

export class ApiTokenExpiredError extends ApiTokenRefusedError {
  constructor(expiredAt: Date) {
    super({
      code: 'AUTH.TOKEN_EXPIRED',
      message: `This API token expired at ${expiredAt.toISOString()}. Ask a manager for a new one.`,
    });
  }
}

export class ApiTokenRevokedError extends ApiTokenRefusedError {
  constructor(revokedAt: Date) {
    super({
      code: 'AUTH.TOKEN_REVOKED',
      message: `This API token was revoked at ${revokedAt.toISOString()}. Ask a manager for a new one.`,
    });
  }
}

/** Names the address as it is seen here: behind a proxy it is often not the one that was thought of. */
export class ApiTokenAddressNotAllowedError extends ApiTokenRefusedError {
  constructor(address: string) {
    super({
      code: 'AUTH.TOKEN_ADDRESS_NOT_ALLOWED',
      message: `This API token may not be used from ${address}. A manager can add the address to the token's.`,
    });
  }
}

export class ApiTokenScopeMissingError extends AppError<AuthErrorCode> {
  constructor(scope: ApiTokenScope) {
    super({
      code: 'AUTH.TOKEN_SCOPE_MISSING',
      message: `This API token does not have the scope "${scope}". Ask a manager for one that has.`,
    });
  }
}

export class ApiTokenRateExceededError extends AppError<AuthErrorCode> {
  constructor(limit: number, retryAfterSeconds: number) {
    super({
      code: 'AUTH.TOKEN_RATE_EXCEEDED',
      message: `This API token has made its ${limit} requests of this minute. Ask again in ${retryAfterSeconds} s.`,
      details: { retryAfterSeconds },
      severity: 'info',
    });
  }
}

export class AddressRateExceededError extends AppError<AuthErrorCode> {
  constructor(limit: number, retryAfterSeconds: number) {
    super({
      code: 'AUTH.ADDRESS_RATE_EXCEEDED',
      message: `Your address has made its ${limit} requests of this minute. Ask again in ${retryAfterSeconds} s.`,
      details: { retryAfterSeconds },
      severity: 'info',
    });
  }
}

export class WrongTokensTooManyError extends AppError<AuthErrorCode> {
  constructor(retryAfterSeconds: number) {
    super({
      code: 'AUTH.WRONG_TOKENS_TOO_MANY',
      message: `Too many wrong API tokens came from your address. Correct the token and ask again in ${retryAfterSeconds} s.`,
      details: { retryAfterSeconds },
      severity: 'info',
    });
  }
}

export class ApiTokenNotFoundError extends AppError<AuthErrorCode> {
  constructor(id: string) {
    super({
      code: 'AUTH.TOKEN_NOT_FOUND',
      message: `There is no API token with the id ${id}.`,
      severity: 'info',
    });
  }
}

export class ApiTokenEndedError extends AppError<AuthErrorCode> {
  constructor(id: string) {
    super({
      code: 'AUTH.TOKEN_ENDED',
      message: `The API token ${id} has ended already and cannot be replaced. Generate one without "replaces".`,
      severity: 'info',
    });
  }
}

export class ApiTokensTooManyError extends AppError<AuthErrorCode> {
  constructor() {
    super({
      code: 'AUTH.TOKENS_TOO_MANY',
      message: `There are ${API_TOKENS_ACTIVE_MAX} active API tokens, which is as many as there may be. Revoke those that nobody uses.`,
      severity: 'info',
    });
  }
}
