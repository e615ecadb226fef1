import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type {
  InvitationView,
  IssuedLinkView,
  OpenedInvitationView,
  SessionView,
} from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ManagerParams } from '../managers/manager.dto';
import { SessionCookie } from '../sessions/session-cookie';
import { InvitationAcceptanceService } from './invitation-acceptance.service';
import {
  AcceptInvitationBody,
  InvitationParams,
  InviteManagerBody,
  OpenInvitationBody,
} from './invitation.dto';
import { InvitationService } from './invitation.service';

@Controller('api/admin')
@WhileOff('answers')
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly acceptance: InvitationAcceptanceService,
    private readonly cookies: SessionCookie,
  ) {}

  /** Links that were given out and still work, the latest first. */
  @Get('managers/invitations')
  @Access('manage')
  list(): Promise<InvitationView[]> {
    return this.invitations.list();
  }

  /** Invites somebody; the link is shown this once. */
  @Post('managers/invitations')
  @Access('manage')
  invite(@Body() body: InviteManagerBody, @CalledBy() caller: Caller): Promise<IssuedLinkView> {
    return this.invitations.invite(body, caller);
  }

  /** Takes a link back. */
  @Delete('managers/invitations/:id')
  @Access('manage')
  @HttpCode(204)
  withdraw(@Param() { id }: InvitationParams, @CalledBy() caller: Caller): Promise<void> {
    return this.invitations.withdraw(id, caller);
  }

  /** Makes a link by which a manager chooses a new password; it is shown this once. */
  @Post('managers/:id/reset')
  @Access('manage')
  reset(@Param() { id }: ManagerParams, @CalledBy() caller: Caller): Promise<IssuedLinkView> {
    return this.invitations.reset(id, caller);
  }

  /** Tells the holder of a link whom it is for. */
  @Post('invitations/open')
  @Access('public')
  @HttpCode(200)
  open(@Body() { token }: OpenInvitationBody, @Req() request: FastifyRequest): Promise<OpenedInvitationView> {
    return this.acceptance.open(token, this.cookies.placeOf(request));
  }

  /** Sets the password that the holder of a link chose, and signs in. */
  @Post('invitations/accept')
  @Access('public')
  @HttpCode(200)
  async accept(
    @Body() body: AcceptInvitationBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const opened = await this.acceptance.accept(body, this.cookies.placeOf(request));
    return this.cookies.write(request, reply, opened);
  }
}
