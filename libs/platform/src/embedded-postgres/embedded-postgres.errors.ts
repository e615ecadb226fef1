import { AppError } from '../errors/app-error';

/** Why the embedded PostgreSQL cannot be used. Each comes with one sentence: what, where, what to do. */
export type EmbeddedPostgresReason =
  | 'PLATFORM_UNSUPPORTED'
  | 'BINARIES_UNUSABLE'
  | 'LIBRARY_MISSING'
  | 'SYSTEM_USER_UNAVAILABLE'
  | 'SYSTEM_FOLDER_UNUSABLE'
  | 'DATA_FOLDER_IN_USE'
  | 'DATA_FOLDER_INVALID'
  | 'DATA_FOLDER_NOT_WRITABLE'
  | 'DATA_FOLDER_UNREACHABLE'
  | 'DISK_FULL'
  | 'CLUSTER_BROKEN'
  | 'CLUSTER_VERSION_MISMATCH'
  | 'SECRET_WRONG'
  | 'ORPHAN_NOT_STOPPED'
  | 'START_FAILED'
  | 'START_TIMED_OUT'
  | 'STOPPED_UNEXPECTEDLY';

export type EmbeddedPostgresErrorCode = `EMBEDDED_POSTGRES.${EmbeddedPostgresReason}`;

/** The embedded PostgreSQL cannot start, or has died. The message is fit to be shown to an operator as it is. */
export class EmbeddedPostgresError extends AppError<EmbeddedPostgresErrorCode> {
  constructor(
    readonly reason: EmbeddedPostgresReason,
    message: string,
    options: { details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super({ code: `EMBEDDED_POSTGRES.${reason}`, message, severity: 'error', ...options });
  }
}
