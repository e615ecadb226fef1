import type { IncomingHttpHeaders } from 'node:http';

const NEWEST = 9;

/** What `REST-Framework-Version` asks for; left out, the server takes the oldest. NaN when it is none. */
export function frameworkVersionOf(headers: IncomingHttpHeaders): number {
  const given = headers['rest-framework-version'] ?? '1';
  const version = typeof given === 'string' && /^\d$/.test(given) ? Number(given) : NaN;
  return version >= 1 && version <= NEWEST ? version : NaN;
}
