import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { currentSession } from '@oracle-integration/auth';
import type { PurgedView, RequeuedView } from '@oracle-integration/contracts';
import { Access, Audited, countsOf } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { PurgeBody, RequeueBody } from './queue-actions.dto';
import { QueueActionsService } from './queue-actions.service';

@Controller('api/admin')
export class QueueActionsController {
  constructor(private readonly actions: QueueActionsService) {}

  /** Puts failed, dead or parked items back into the line. */
  @Post('queue/requeue')
  @Access('manage')
  @Audited('queue.requeued', countsOf)
  @HttpCode(200)
  requeue(@Body() body: RequeueBody): Promise<RequeuedView> {
    return this.actions.requeue(body);
  }

  /** Removes sent items; that Oracle has them is remembered. */
  @Post('queue/purge')
  @Access('manage')
  @Audited('queue.purged', countsOf)
  @HttpCode(200)
  purgeSent(@Body() body: PurgeBody, @Req() request: FastifyRequest): Promise<PurgedView> {
    return this.actions.purgeSent(body, currentSession(request).email);
  }

  /** Removes the log of deliveries and the access log of Pull. */
  @Post('logs/purge')
  @Access('manage')
  @Audited('logs.purged', countsOf)
  @HttpCode(200)
  purgeLogs(@Body() body: PurgeBody): Promise<PurgedView> {
    return this.actions.purgeLogs(body);
  }
}
