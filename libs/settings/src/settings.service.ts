import { Inject, Injectable, Logger } from '@nestjs/common';
import { describeError, RAW_ENVIRONMENT, type RawEnvironment } from '@oracle-integration/platform';
import { parseSettings } from './parse-settings';
import { SETTING_KEYS, type SettingKey, type Settings } from './registry/setting-definitions';

interface Watcher {
  readonly keys: readonly SettingKey[];
  readonly react: () => void;
}

/**
 * Hands out the settings in force. Ask each time they are needed: they may change while the process runs. Until the
 * store was read they are those of the environment.
 */
@Injectable()
export class SettingsService {
  private readonly logger = new Logger(SettingsService.name);
  private readonly watchers = new Set<Watcher>();
  private settings: Settings;

  constructor(@Inject(RAW_ENVIRONMENT) raw: RawEnvironment) {
    this.settings = parseSettings(raw);
  }

  /** One frozen picture of all settings: what is read from it belongs together. */
  current(): Settings {
    return this.settings;
  }

  /** Calls back after any of these settings has changed; the answer ends that. */
  watch(keys: readonly SettingKey[], react: () => void): () => void {
    const watcher = { keys, react };
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /** For whoever reads the store: from now on these hold. */
  adopt(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    const changed = new Set(SETTING_KEYS.filter((key) => isChanged(key, before, settings)));
    for (const { keys, react } of this.watchers) {
      if (keys.some((key) => changed.has(key))) this.call(react);
    }
  }

  /** One that fails must not keep the others from hearing of it. */
  private call(react: () => void): void {
    try {
      react();
    } catch (error) {
      this.logger.error(`A changed setting was not taken up: ${describeError(error)}`);
    }
  }
}

/** A secret that became unreadable, or readable again, has changed too. */
function isChanged(key: SettingKey, before: Settings, now: Settings): boolean {
  if (before.unreadableSecrets.includes(key) !== now.unreadableSecrets.includes(key)) return true;
  const [one, other] = [before[key], now[key]];
  return one instanceof Date && other instanceof Date ? one.getTime() !== other.getTime() : one !== other;
}
