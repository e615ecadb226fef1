import { Body, Controller, Delete, HttpCode, Post, Put, Req } from '@nestjs/common';
import { currentSession } from '@oracle-integration/auth';
import { Access, Audited, CalledBy, type Caller, CopyGuard } from '@oracle-integration/platform';
import { PushControlService } from '@oracle-integration/push';
import type { ConfirmedCopyView } from '@oracle-integration/contracts';
import type { FastifyRequest } from 'fastify';
import { PausePushBody } from './push-control.dto';

@Controller('api/admin/push')
export class PushControlController {
  constructor(
    private readonly control: PushControlService,
    private readonly copies: CopyGuard,
  ) {}

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

  /** Says that this installation, made from a copy of another one's database, is the one that delivers now. */
  @Post('confirm-copy')
  @Access('manage')
  @HttpCode(200)
  confirmCopy(@CalledBy() caller: Caller): Promise<ConfirmedCopyView> {
    return this.copies.confirm(caller);
  }
}
