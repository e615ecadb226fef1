import { Controller, Get, Header, NotFoundException, Req, Res } from '@nestjs/common';
import { Access } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowStylesByNonce } from '../http/security-headers';
import { ControlPanelPage } from './control-panel-page';

/** What belongs to others, and addresses that feel for files: none of the panel's own goes up or has a backslash. */
const NOT_THE_PANEL = /^\/(api|health|metrics|assets)(\/|\?|$)|^[^?]*(\.|%2e){2}|^[^?]*(\\|%5c)/i;

@Controller()
export class ControlPanelController {
  constructor(private readonly page: ControlPanelPage) {}

  /** The control panel. Its addresses are the browser's own business: each answers the same page. */
  @Get(['/', '/*'])
  @Access('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  show(@Req() { url }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (NOT_THE_PANEL.test(url)) throw new NotFoundException(`There is nothing at ${url.split('?')[0]}.`);
    return this.page.html(allowStylesByNonce(reply));
  }
}
