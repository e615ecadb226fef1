import { describeError } from '../errors/describe-error';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';

/**
 * Turns a refused file operation inside the data folder into one sentence.
 *
 * @param error what `node:fs` threw
 * @param path the file or folder that was to be used
 */
export function fileFailure(error: unknown, path: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const cause = { cause: error };
  switch (systemErrorCode(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return new EmbeddedPostgresError(
        'DATA_FOLDER_INVALID',
        `The data folder ${path} cannot be used, because a file stands in its place; move that file away or set DATA_DIR to another folder.`,
        cause,
      );
    case 'EACCES':
    case 'EPERM':
      return new EmbeddedPostgresError(
        'DATA_FOLDER_NOT_WRITABLE',
        `The user who runs this service may not write to ${path}; make that user its owner or set DATA_DIR to another folder.`,
        cause,
      );
    case 'EROFS':
      return new EmbeddedPostgresError(
        'DATA_FOLDER_NOT_WRITABLE',
        `${path} is on a read-only file system; set DATA_DIR to a folder that can be written to.`,
        cause,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new EmbeddedPostgresError(
        'DISK_FULL',
        `The disk that holds ${path} is full; free some space (1 GB is plenty to start) or choose another DATA_DIR.`,
        cause,
      );
    default:
      return new EmbeddedPostgresError(
        'DATA_FOLDER_INVALID',
        `The data folder cannot be used: ${describeError(error)} (${path}).`,
        cause,
      );
  }
}
