import type { CookieSerializeOptions } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { SessionView } from '@oracle-integration/contracts';
import { ENVIRONMENT, type Environment } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedSession, SignInPlace } from './session.service';

export const SESSION_COOKIE = 'oracle_integration_session';
const USER_AGENT_LENGTH_MAX = 300;

/**
 * Cookies as browsers keep them best. Lax, not strict: a manager comes by a link in Totara's menu, or from the identity
 * provider. Over HTTPS they are `Secure` and named `__Host-`, which no other host and no plain connection can set.
 */
@Injectable()
export class SessionCookie {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'publicUrl'>) {}

  read(request: FastifyRequest): string | undefined {
    return this.get(request, SESSION_COOKIE);
  }

  /** Gives the browser its session; answers what the panel may know of it. */
  write(request: FastifyRequest, reply: FastifyReply, { cookie, view }: OpenedSession): SessionView {
    this.set(request, reply, { name: SESSION_COOKIE, value: cookie });
    return view;
  }

  clear(request: FastifyRequest, reply: FastifyReply, name: string = SESSION_COOKIE): void {
    void reply.clearCookie(this.named(request, name), this.options(request));
  }

  get(request: FastifyRequest, name: string): string | undefined {
    return request.cookies[this.named(request, name)];
  }

  set(
    request: FastifyRequest,
    reply: FastifyReply,
    { name, value, maxAgeSeconds }: { name: string; value: string; maxAgeSeconds?: number },
  ): void {
    const options = { ...this.options(request), ...(maxAgeSeconds ? { maxAge: maxAgeSeconds } : {}) };
    void reply.setCookie(this.named(request, name), value, options);
  }

  /** The browser that somebody signs in with. */
  placeOf(request: FastifyRequest): SignInPlace {
    const userAgent = request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH_MAX) ?? null;
    return { address: request.ip, userAgent, previousCookie: this.read(request) };
  }

  private isSecure(request: FastifyRequest): boolean {
    return request.protocol === 'https' || this.environment.publicUrl?.startsWith('https:') === true;
  }

  private named(request: FastifyRequest, name: string): string {
    return this.isSecure(request) ? `__Host-${name}` : name;
  }

  private options(request: FastifyRequest): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure(request) };
  }
}
