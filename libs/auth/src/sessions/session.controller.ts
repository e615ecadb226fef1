import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { SessionListItemView, SessionView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentSession } from '../access/principal';
import { SetUpService } from '../managers/set-up.service';
import { OwnPasswordService } from '../managers/own-password.service';
import { SessionCookie } from './session-cookie';
import { ChangePasswordBody, SessionParams, SetUpBody, SignInBody } from './session.dto';
import { SessionService } from './session.service';
import { SignInDesk } from './sign-in-desk';

@Controller('api/admin')
@WhileOff('answers')
export class SessionController {
  constructor(
    private readonly desk: SignInDesk,
    private readonly sessions: SessionService,
    private readonly setUps: SetUpService,
    private readonly passwords: OwnPasswordService,
    private readonly cookies: SessionCookie,
  ) {}

  /** Signs in; the answer sets the session cookie. */
  @Post('session')
  @Access('public')
  @HttpCode(200)
  signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.desk.signIn(body, request, reply);
  }

  /** Who is signed in. */
  @Get('session')
  @Access('view')
  session(@Req() request: FastifyRequest): SessionView {
    return this.sessions.view(currentSession(request));
  }

  /** Signs out. */
  @Delete('session')
  @Access('view')
  @HttpCode(204)
  async signOut(
    @CalledBy() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookies.clear(request, reply);
    await this.sessions.signOut(this.cookies.read(request) ?? '', caller);
  }

  /** Changes one's own password; all other sessions of one's own end. */
  @Put('session/password')
  @Access('view')
  @HttpCode(204)
  changePassword(
    @Body() body: ChangePasswordBody,
    @Req() request: FastifyRequest,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    return this.passwords.change(body, currentSession(request), caller);
  }

  /** One's own sessions, the last used first. */
  @Get('sessions')
  @Access('view')
  ownSessions(@Req() request: FastifyRequest): Promise<SessionListItemView[]> {
    const { managerId, id } = currentSession(request);
    return this.sessions.listOf(managerId, id);
  }

  /** Ends a session of one's own, or anybody's for who may manage. */
  @Delete('sessions/:id')
  @Access('view')
  @HttpCode(204)
  endSession(
    @Param() { id }: SessionParams,
    @Req() request: FastifyRequest,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    return this.sessions.end(id, currentSession(request), caller);
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
    return this.cookies.write(request, reply, await this.setUps.setUp(body, this.cookies.placeOf(request)));
  }
}
