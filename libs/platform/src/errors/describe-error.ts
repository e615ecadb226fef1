/**
 * The innermost sentence of an error for a log line or a manager.
 *
 * `pg` and `axios` wrap a refused connection as an `AggregateError` with an empty message: its members know why.
 */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map(describeError))].join('; ');
  }
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}

/** The `code` of a system or database error (`ECONNREFUSED`, `42P01`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}
