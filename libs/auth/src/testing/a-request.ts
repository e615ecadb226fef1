import type { FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from '../managers/session-cookie';

export interface GivenRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Value of the session cookie. */
  readonly cookie?: string;
}

/** As much of a request as the access rules look at. */
export function aRequest({ method = 'GET', headers = {}, cookie }: GivenRequest = {}): FastifyRequest {
  const cookies = cookie === undefined ? {} : { [SESSION_COOKIE]: cookie };
  return { method, headers, cookies } as unknown as FastifyRequest;
}
