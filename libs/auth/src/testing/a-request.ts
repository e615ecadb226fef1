import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from '../sessions/session-cookie';

export interface GivenRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Value of the session cookie. */
  readonly cookie?: string;
  /** Where it comes from. */
  readonly ip?: string;
}

/** As much of a request as the access rules look at. */
export function aRequest({
  method = 'GET',
  headers = {},
  cookie,
  ip = '192.0.2.1',
}: GivenRequest = {}): FastifyRequest {
  const cookies = cookie === undefined ? {} : { [SESSION_COOKIE]: cookie };
  const rest = { ip, protocol: 'http', routeOptions: { url: '/sample' } };
  return { method, headers, cookies, ...rest } as unknown as FastifyRequest;
}

/** As much of an answer as the access rules write on. */
export function aReply(): { reply: FastifyReply; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  const reply = {
    header(name: string, value: string) {
      headers[name] = value;
      return reply;
    },
  };
  return { reply: reply as unknown as FastifyReply, headers };
}
