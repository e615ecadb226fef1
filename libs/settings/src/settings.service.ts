import { Inject, Injectable } from '@nestjs/common';
import { RAW_ENVIRONMENT, type RawEnvironment } from '@oracle-integration/platform';
import { parseSettings } from './parse-settings';
import type { Settings } from './setting-definitions';

/** Hands out the settings in force. Ask each time they are needed: they may change while the process runs. */
@Injectable()
export class SettingsService {
  private readonly settings: Settings;

  constructor(@Inject(RAW_ENVIRONMENT) raw: RawEnvironment) {
    this.settings = parseSettings(raw);
  }

  current(): Settings {
    return this.settings;
  }
}
