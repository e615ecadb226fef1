import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { SingleSignOnLinkView, SingleSignOnView } from '@oracle-integration/contracts';
import { Access, WhileOff } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SsoDesk } from './sso-desk';
import { StartSsoQuery } from './sso.dto';
import { SsoService } from './sso.service';

@Controller('api/admin/sso')
@WhileOff('answers')
export class SsoController {
  constructor(
    private readonly sso: SsoService,
    private readonly desk: SsoDesk,
  ) {}

  /** Whether there is single sign-on, and what its button says. */
  @Get()
  @Access('public')
  view(): SingleSignOnView {
    return this.sso.view();
  }

  /** Sends the browser to the identity provider. */
  @Get('start')
  @Access('public')
  start(
    @Query() { returnTo }: StartSsoQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.desk.start(returnTo, request, reply);
  }

  /** Where the identity provider sends the browser back to. */
  @Get('callback')
  @Access('public')
  finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.desk.finish(request, reply);
  }

  /** Connects single sign-on with one's own account: tells where the browser goes for it. */
  @Post('link')
  @Access('view')
  @HttpCode(200)
  link(
    @Body() { returnTo }: StartSsoQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SingleSignOnLinkView> {
    return this.desk.link(returnTo, request, reply);
  }
}
