import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiTokenScope, CSRF_HEADER, ManagerRole } from '@oracle-integration/contracts';
import {
  ACCESS_RULE,
  type AccessRule,
  constantTimeEqual,
  WHILE_OFF_RULE,
  type WhileOffRule,
} from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CsrfInvalidError, NotAllowedError, NotSignedInError, RouteUndeclaredError } from '../auth.errors';
import { IntegrationOffError } from '../managers/account.errors';
import { SessionCookie } from '../sessions/session-cookie';
import type { LiveSession } from '../sessions/session.repository';
import { SessionService } from '../sessions/session.service';
import { rememberApiToken, rememberSession } from './principal';
import { RefusalLog } from './refusal-log';
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
    private readonly cookies: SessionCookie,
    private readonly settings: SettingsService,
    private readonly refusals: RefusalLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      return await this.admit(context, request);
    } catch (error) {
      await this.refusals.note(request, error);
      throw error;
    }
  }

  private async admit(context: ExecutionContext, request: FastifyRequest): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, targets);
    switch (rule) {
      case 'public':
      // The proof is over the body, which has not been read yet.
      case 'signature':
        return true;
      case 'token:read':
      case 'token:ack':
        rememberApiToken(request, await this.tokens.admit(request, replyOf(context), SCOPES[rule]));
        return true;
      case 'view':
      case 'manage':
        await this.requireSession(request, rule);
        this.requireSwitchedOn(
          this.reflector.getAllAndOverride<WhileOffRule | undefined>(WHILE_OFF_RULE, targets),
        );
        return true;
      case undefined:
        throw new RouteUndeclaredError(`${context.getClass().name}.${context.getHandler().name}`);
    }
  }

  private async requireSession(request: FastifyRequest, rule: 'view' | 'manage'): Promise<void> {
    const session = await this.sessions.find(this.cookies.read(request));
    if (!session) throw new NotSignedInError();
    rememberSession(request, session);
    if (!READING_METHODS.has(request.method)) requireCsrfToken(request, session);
    if (rule === 'manage' && session.role !== ManagerRole.Manage) throw new NotAllowedError();
  }

  private requireSwitchedOn(whileOff: WhileOffRule = 'closed'): void {
    if (whileOff === 'closed' && !this.settings.current().integrationEnabled) throw new IntegrationOffError();
  }
}

function replyOf(context: ExecutionContext): FastifyReply {
  return context.switchToHttp().getResponse<FastifyReply>();
}

function requireCsrfToken(request: FastifyRequest, session: LiveSession): void {
  const presented = request.headers[CSRF_HEADER];
  if (typeof presented !== 'string' || !constantTimeEqual(presented, session.csrfToken))
    throw new CsrfInvalidError();
}
