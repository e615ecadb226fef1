import { AppError } from '@oracle-integration/platform';
import { definitionOf, type SettingKey } from './registry/setting-definitions';

export type SettingsErrorCode = 'SETTINGS.PINNED' | 'SETTINGS.CHANGED_MEANWHILE';

/** The environment says what these settings are; who wants others changes the environment. */
export class SettingsPinnedError extends AppError<SettingsErrorCode> {
  constructor(keys: readonly SettingKey[]) {
    const each = keys.map((key) => `${definitionOf(key).label} by ${definitionOf(key).variable}`);
    super({
      code: 'SETTINGS.PINNED',
      message: `Nothing was changed: the environment of the service pins ${each.join(', ')}. Change it there, or leave it out here.`,
      details: {
        errors: keys.map((key) => ({
          field: key,
          message: `${definitionOf(key).label} is pinned by ${definitionOf(key).variable}`,
        })),
      },
      severity: 'info',
    });
  }
}

export interface ChangeMeanwhile {
  readonly key: string;
  readonly by: string;
  readonly at: Date;
}

/** Somebody else has changed settings since they were read. */
export class SettingsChangedMeanwhileError extends AppError<SettingsErrorCode> {
  constructor(changes: readonly ChangeMeanwhile[]) {
    const labels = new Map<string, string[]>();
    for (const { key, by, at } of changes) {
      const what = `${by} at ${clockTime(at)} changed`;
      labels.set(what, [...(labels.get(what) ?? []), labelOf(key)]);
    }
    const told = [...labels].map(([what, changed]) => `${what} ${changed.join(', ')}`);
    super({
      code: 'SETTINGS.CHANGED_MEANWHILE',
      message: `Nothing was saved: ${told.join('; ') || 'the settings are others by now'}. Load the settings again, then make your change.`,
      severity: 'info',
    });
  }
}

function labelOf(key: string): string {
  // What a later version of the service stored has no label here.
  return (definitionOf(key as SettingKey) as { label: string } | undefined)?.label ?? key;
}

function clockTime(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
