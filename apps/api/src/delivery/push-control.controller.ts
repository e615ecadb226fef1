import { Body, Controller, Delete, HttpCode, Post, Put, Req } from '@nestjs/common';
import { currentSession } from '@oracle-integration/auth';
import { Access, Audited } from '@oracle-integration/platform';
import { PushControlService } from '@oracle-integration/push';
import type { FastifyRequest } from 'fastify';
import { PausePushBody } from './push-control.dto';

@Controller('api/admin/push')
export class PushControlController {
  constructor(private readonly control: PushControlService) {}

  /** Pauses deliveries, now or in a planned window; another pause takes its place. */
  @Put('pause')
  @Access('manage')
  @Audited('push.paused')
  @HttpCode(204)
  pause(@Body() body: PausePushBody, @Req() request: FastifyRequest): Promise<void> {
    return this.control.pause(body, currentSession(request).email);
  }

  /** Ends the pause, or calls off a planned one. */
  @Delete('pause')
  @Access('manage')
  @Audited('push.resumed')
  @HttpCode(204)
  resume(@Req() request: FastifyRequest): Promise<void> {
    return this.control.resume(currentSession(request).email);
  }

  /** Has Oracle tried again now, though its trouble was seen a moment ago. */
  @Post('probe')
  @Access('manage')
  @Audited('push.probed')
  @HttpCode(204)
  tryNow(): Promise<void> {
    return this.control.tryNow();
  }
}
