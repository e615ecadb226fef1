import { Controller, Get } from '@nestjs/common';
import type { ProfileGuideView } from '@oracle-integration/contracts';
import { Access, WhileOff } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { profileGuides } from './profiles';

@Controller('api/admin/push/profiles')
@WhileOff('answers')
export class ProfileGuidesController {
  constructor(private readonly settings: SettingsService) {}

  /** What each delivery profile asks of Oracle, with the settings in force. */
  @Get()
  @Access('view')
  guides(): ProfileGuideView[] {
    return profileGuides(this.settings.current());
  }
}
