import { RATE_WINDOW_SECONDS } from './rate-budget.repository';
import type { RateStanding } from './rate-limiter';

/** The two header fields of draft-ietf-httpapi-ratelimit-headers (from its revision 8 on): the rule, and how it stands. */
export interface RateLimitHeaders {
  readonly policy: string;
  readonly standing: string;
}

/** How limits stand, each by its name, for the client that is limited. */
export function rateLimitHeaders(standings: Readonly<Record<string, RateStanding>>): RateLimitHeaders {
  let policy = '';
  let standing = '';
  for (const [name, { limit, remaining, resetSeconds }] of Object.entries(standings)) {
    const separator = policy === '' ? '' : ', ';
    policy += `${separator}"${name}";q=${limit};w=${RATE_WINDOW_SECONDS}`;
    standing += `${separator}"${name}";r=${remaining};t=${resetSeconds}`;
  }
  return { policy, standing };
}
