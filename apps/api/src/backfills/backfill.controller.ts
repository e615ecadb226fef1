import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { currentSession } from '@oracle-integration/auth';
import type { BackfillView } from '@oracle-integration/contracts';
import { Access, asRecord, Audited } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { BackfillParams, RequestBackfillBody } from './backfill.dto';
import { SiteBackfillsService } from './site-backfills.service';

@Controller('api/admin/backfills')
export class BackfillController {
  constructor(private readonly backfills: SiteBackfillsService) {}

  /** Asks for completions of the past to be queued, or to be counted. */
  @Post()
  @Access('manage')
  @Audited('backfill.requested', ({ body, result }) => ({ target: idOf(result), details: { ...body } }))
  request(@Body() body: RequestBackfillBody, @Req() request: FastifyRequest): Promise<BackfillView> {
    return this.backfills.request(body, currentSession(request).email);
  }

  /** The latest fifty, the newest first. */
  @Get()
  @Access('view')
  latest(): Promise<BackfillView[]> {
    return this.backfills.latest();
  }

  /** How far one has come. */
  @Get(':id')
  @Access('view')
  find(@Param() { id }: BackfillParams): Promise<BackfillView> {
    return this.backfills.find(id);
  }

  /** Lets it rest. */
  @Post(':id/pause')
  @Access('manage')
  @Audited('backfill.paused')
  @HttpCode(200)
  pause(@Param() { id }: BackfillParams): Promise<BackfillView> {
    return this.backfills.pause(id);
  }

  /** Lets it go on after a pause or a failure. */
  @Post(':id/resume')
  @Access('manage')
  @Audited('backfill.resumed')
  @HttpCode(200)
  resume(@Param() { id }: BackfillParams): Promise<BackfillView> {
    return this.backfills.resume(id);
  }

  /** Ends it for good; what was queued stays queued. */
  @Delete(':id')
  @Access('manage')
  @Audited('backfill.cancelled')
  cancel(@Param() { id }: BackfillParams): Promise<BackfillView> {
    return this.backfills.cancel(id);
  }
}

function idOf(result: unknown): string {
  return String(asRecord(result)['id']);
}
