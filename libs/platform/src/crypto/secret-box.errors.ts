import { AppError } from '../errors/app-error';
import { errorCode } from '../errors/describe-error';
import type { PlatformErrorCode } from '../platform.errors';

/** A sealed text cannot be opened here. It is left as it is: with the right key it opens again. */
export class SecretUnreadableError extends AppError<PlatformErrorCode> {
  constructor(readonly why: 'other_key' | 'damaged') {
    super({
      code: 'PLATFORM.SECRET_UNREADABLE',
      message:
        why === 'other_key'
          ? 'A stored secret was sealed with another key. Set APP_SECRET (or APP_SECRET_PREVIOUS) to the one it was stored with, or enter the secret anew.'
          : 'A stored secret is damaged. Enter it anew.',
      severity: 'error',
    });
  }
}

/** The file of the generated key cannot be read or written. */
export class AppSecretUnusableError extends AppError<PlatformErrorCode> {
  constructor(path: string, cause: unknown) {
    super({
      code: 'PLATFORM.APP_SECRET_UNUSABLE',
      message: `The key of stored secrets cannot be kept in ${path} (${errorCode(cause) ?? 'unknown reason'}). Let this service read and write the file, or set APP_SECRET.`,
      cause,
      severity: 'error',
    });
  }
}
