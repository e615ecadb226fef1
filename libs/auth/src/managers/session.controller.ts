import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { SessionView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentSession } from '../access/principal';
import { SESSION_COOKIE, sessionCookieOptions } from './session-cookie';
import { SetUpBody, SignInBody } from './session.dto';
import { type OpenedSession, SessionService, sessionView } from './session.service';
import { SetUpService } from './set-up.service';

@Controller('api/admin')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly setUps: SetUpService,
  ) {}

  /** Signs in; the answer sets the session cookie. */
  @Post('session')
  @Access('public')
  @HttpCode(200)
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return withCookie(await this.sessions.signIn(body.email, body.password), request, reply);
  }

  /** Who is signed in. */
  @Get('session')
  @Access('view')
  session(@Req() request: FastifyRequest): SessionView {
    return sessionView(currentSession(request));
  }

  /** Signs out. */
  @Delete('session')
  @Access('view')
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.clearCookie(SESSION_COOKIE, sessionCookieOptions(request));
    await this.sessions.signOut(request.cookies[SESSION_COOKIE] ?? '');
  }

  /** Creates the first manager by the one-time link that the service printed. */
  @Post('setup')
  @Access('public')
  @HttpCode(200)
  async setUp(
    @Body() body: SetUpBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return withCookie(await this.setUps.setUp(body.token, body.email, body.password), request, reply);
  }
}

function withCookie(
  { cookie, view }: OpenedSession,
  request: FastifyRequest,
  reply: FastifyReply,
): SessionView {
  void reply.setCookie(SESSION_COOKIE, cookie, sessionCookieOptions(request));
  return view;
}
