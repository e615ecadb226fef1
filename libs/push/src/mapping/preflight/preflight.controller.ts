import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { PreflightsView, PreflightView } from '@oracle-integration/contracts';
import { Access, asRecord, Audited, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import { PreflightParams, RequestPreflightBody } from './preflight.dto';
import { PreflightService } from './preflight.service';

@Controller('api/admin/mapping/preflights')
@WhileOff('answers')
export class PreflightController {
  constructor(private readonly preflights: PreflightService) {}

  /** Has everything that would be sent looked over, with settings that need not be saved; nothing is sent. */
  @Post()
  @Access('manage')
  @Audited('mapping.preflight_requested', ({ body, result }) => ({
    target: String(asRecord(result)['id']),
    details: { ...body },
  }))
  request(@Body() body: RequestPreflightBody, @CalledBy() caller: Caller): Promise<PreflightView> {
    return this.preflights.request(body, caller.actor.name);
  }

  /** The latest twenty, the newest first. */
  @Get()
  @Access('view')
  latest(): Promise<PreflightsView> {
    return this.preflights.latest();
  }

  /** How far one has come, and what it found. */
  @Get(':id')
  @Access('view')
  find(@Param() { id }: PreflightParams): Promise<PreflightView> {
    return this.preflights.find(id);
  }

  /** Ends it; what it found stays. */
  @Delete(':id')
  @Access('manage')
  @Audited('mapping.preflight_cancelled')
  cancel(@Param() { id }: PreflightParams): Promise<PreflightView> {
    return this.preflights.cancel(id);
  }
}
