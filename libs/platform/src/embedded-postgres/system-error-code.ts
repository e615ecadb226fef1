/**
 * The `code` of a system error (`ENOENT`) or database error (`28P01`), if it has one.
 *
 * By shape, not by `instanceof Error`: inside a test runner's VM context, errors of Node's own modules come from
 * another realm and are no instances of the `Error` seen here.
 */
export function systemErrorCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
