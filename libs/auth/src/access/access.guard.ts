import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiTokenScope, CSRF_HEADER, ManagerRole } from '@oracle-integration/contracts';
import { ACCESS_RULE, type AccessRule, constantTimeEqual } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CsrfInvalidError, NotAllowedError, NotSignedInError, RouteUndeclaredError } from '../auth.errors';
import { SESSION_COOKIE } from '../managers/session-cookie';
import type { LiveSession } from '../managers/session.repository';
import { SessionService } from '../managers/session.service';
import { rememberApiToken, rememberSession } from './principal';
import { TokenGate } from './token-gate';

const SCOPES = { 'token:read': ApiTokenScope.Read, 'token:ack': ApiTokenScope.Ack } as const;
const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Opens each route to whom it declares, and to nobody else. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    private readonly tokens: TokenGate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, targets);
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    switch (rule) {
      case 'public':
      // The proof is over the body, which has not been read yet.
      case 'signature':
        return true;
      case 'token:read':
      case 'token:ack':
        rememberApiToken(
          request,
          await this.tokens.admit(request, http.getResponse<FastifyReply>(), SCOPES[rule]),
        );
        return true;
      case 'view':
      case 'manage':
        rememberSession(request, await this.liveSession(request, rule));
        return true;
      case undefined:
        throw new RouteUndeclaredError(`${context.getClass().name}.${context.getHandler().name}`);
    }
  }

  private async liveSession(request: FastifyRequest, rule: 'view' | 'manage'): Promise<LiveSession> {
    const session = await this.sessions.find(request.cookies[SESSION_COOKIE]);
    if (!session) throw new NotSignedInError();
    if (!READING_METHODS.has(request.method)) requireCsrfToken(request, session);
    if (rule === 'manage' && session.role !== ManagerRole.Manage) throw new NotAllowedError();
    return session;
  }
}

function requireCsrfToken(request: FastifyRequest, session: LiveSession): void {
  const presented = request.headers[CSRF_HEADER];
  if (typeof presented !== 'string' || !constantTimeEqual(presented, session.csrfToken))
    throw new CsrfInvalidError();
}
