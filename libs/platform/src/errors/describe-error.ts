import { types } from 'node:util';

/** Errors of another realm (Node's own, seen from a test's sandbox) are errors too; `instanceof` denies it. */
function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}

function membersOf(error: Error): unknown[] {
  return 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
}

/**
 * The innermost sentence of an error for a log line or a manager.
 *
 * `pg` and `undici` wrap a refused connection as an `AggregateError` with an empty message: its members know why.
 */
export function describeError(error: unknown): string {
  if (!isError(error)) return String(error);
  const members = membersOf(error);
  if (members.length > 0) return [...new Set(members.map(describeError))].join('; ');
  return error.message || error.name;
}

/** The `code` of a system or database error (`ECONNREFUSED`, `42P01`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!isError(error)) return undefined;
  const members = membersOf(error);
  if (members.length > 0) return errorCode(members[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
