const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  // PostgreSQL shuts down, was killed, or is starting.
  '57P01',
  '57P02',
  '57P03',
]);

/** The code of a system or database error, such as `ECONNREFUSED` or `3D000`; empty when it has none. */
export function codeOf(error: unknown): string {
  return textMember(error, 'code');
}

/** Whether the database is gone, rather than unhappy about one statement. */
export function isDatabaseGone(error: unknown): boolean {
  const code = codeOf(error);
  // `pg` tells of a connection that ends under a query by its message only.
  const isCutOff = /connection (terminated|timeout|error)|timeout exceeded/i.test(
    textMember(error, 'message'),
  );
  return connectionCodes.has(code) || code.startsWith('08') || isCutOff;
}

/** What an error says; a refused connection to a name with two addresses says nothing but its code. */
export function sayError(error: unknown): string {
  return textMember(error, 'message') || codeOf(error) || String(error);
}

/** By shape, not by class: under a test runner the errors of Node itself are of another realm's class. */
function textMember(error: unknown, member: 'code' | 'message'): string {
  const value = typeof error === 'object' && error !== null ? Reflect.get(error, member) : undefined;
  return typeof value === 'string' ? value : '';
}
