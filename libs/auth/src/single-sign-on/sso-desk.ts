import { Injectable } from '@nestjs/common';
import type { SingleSignOnLinkView } from '@oracle-integration/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentSession } from '../access/principal';
import { SessionCookie } from '../sessions/session-cookie';
import { type BegunSignIn, type EndedSignIn, SsoService } from './sso.service';

const FLOW_COOKIE = 'oracle_integration_sso';
const FLOW_SECONDS = 10 * 60;

/** Where the browser meets single sign-on: cookies and redirects. */
@Injectable()
export class SsoDesk {
  constructor(
    private readonly sso: SsoService,
    private readonly cookies: SessionCookie,
  ) {}

  async start(returnTo: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const begun = await this.sso.start(returnTo, this.cookies.placeOf(request));
    if ('path' in begun) return this.leave(begun, request, reply);
    this.keep(begun, request, reply);
    await reply.header('cache-control', 'no-store').redirect(begun.url, 302);
  }

  async link(
    returnTo: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SingleSignOnLinkView> {
    const begun = await this.sso.startLinking(returnTo, currentSession(request));
    this.keep(begun, request, reply);
    return { url: begun.url };
  }

  async finish(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const [, query = ''] = /\?(.*)$/.exec(request.url) ?? [];
    const browserCookie = this.cookies.get(request, FLOW_COOKIE);
    const ended = await this.sso.finish({ query, browserCookie }, this.cookies.placeOf(request));
    this.cookies.clear(request, reply, FLOW_COOKIE);
    await this.leave(ended, request, reply);
  }

  private keep({ browserCookie }: BegunSignIn, request: FastifyRequest, reply: FastifyReply): void {
    this.cookies.set(request, reply, {
      name: FLOW_COOKIE,
      value: browserCookie,
      maxAgeSeconds: FLOW_SECONDS,
    });
  }

  private async leave(
    { path, opened }: EndedSignIn,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (opened) this.cookies.write(request, reply, opened);
    await reply.header('cache-control', 'no-store').redirect(path, 302);
  }
}
