import { Controller, Get, Header, NotFoundException, Req } from '@nestjs/common';
import { Access } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { ControlPanelPage } from './control-panel-page';

@Controller()
export class ControlPanelController {
  constructor(private readonly page: ControlPanelPage) {}

  /** The control panel. Its addresses are the browser's own business: each answers the same page. */
  @Get(['/', '/*'])
  @Access('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  show(@Req() { url }: FastifyRequest): Promise<string> {
    if (/^\/(api|health|metrics|assets)(\/|\?|$)/.test(url)) {
      throw new NotFoundException(`There is nothing at ${url.split('?')[0]}.`);
    }
    return this.page.html();
  }
}
