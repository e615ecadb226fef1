import { Body, Controller, Get, Put } from '@nestjs/common';
import type { SettingsView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import { parseChangeRequest, SettingsAdminService } from '@oracle-integration/settings';

@Controller('api/admin/settings')
@WhileOff('answers')
export class SettingsController {
  constructor(private readonly settings: SettingsAdminService) {}

  /** Every setting with its value and where it comes from; secrets never. */
  @Get()
  @Access('view')
  view(): Promise<SettingsView> {
    return this.settings.view();
  }

  /** Changes settings: all that is sent, or nothing. */
  @Put()
  @Access('manage')
  change(@Body() body: unknown, @CalledBy() caller: Caller): Promise<SettingsView> {
    return this.settings.change(parseChangeRequest(body), caller);
  }
}
