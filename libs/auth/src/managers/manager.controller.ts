import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Req } from '@nestjs/common';
import type { ManagerView, SessionListItemView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { currentSession } from '../access/principal';
import { SessionService } from '../sessions/session.service';
import { ChangeManagerBody, ManagerParams } from './manager.dto';
import { ManagerService } from './manager.service';

@Controller('api/admin/managers')
@WhileOff('answers')
export class ManagerController {
  constructor(
    private readonly managers: ManagerService,
    private readonly sessions: SessionService,
  ) {}

  /** Everybody who may open the control panel, by e-mail address. */
  @Get()
  @Access('manage')
  list(): Promise<ManagerView[]> {
    return this.managers.list();
  }

  /** Changes a role, or disables or enables an account. */
  @Patch(':id')
  @Access('manage')
  change(
    @Param() { id }: ManagerParams,
    @Body() body: ChangeManagerBody,
    @CalledBy() caller: Caller,
  ): Promise<ManagerView> {
    return this.managers.change(id, body, caller);
  }

  /** Removes an account and ends its sessions. */
  @Delete(':id')
  @Access('manage')
  @HttpCode(204)
  remove(@Param() { id }: ManagerParams, @CalledBy() caller: Caller): Promise<void> {
    return this.managers.remove(id, caller);
  }

  /** The open sessions of somebody; `DELETE /api/admin/sessions/:id` ends one. */
  @Get(':id/sessions')
  @Access('manage')
  sessionsOf(@Param() { id }: ManagerParams, @Req() request: FastifyRequest): Promise<SessionListItemView[]> {
    return this.sessions.listOf(id, currentSession(request).id);
  }
}
