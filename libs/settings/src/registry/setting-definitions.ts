import type { z } from 'zod';
import { ACCESS_SETTINGS } from './access-settings';
import { ALERT_SETTINGS } from './alert-settings';
import { HISTORY_SETTINGS } from './history-settings';
import { INTEGRATION_SETTINGS } from './integration-settings';
import { MAPPING_SETTINGS } from './mapping-settings';
import { POLICY_SETTINGS } from './policy-settings';
import { PULL_SETTINGS } from './pull-settings';
import { PUSH_FUSION_SETTINGS } from './push-fusion-settings';
import { PUSH_GENERIC_SETTINGS } from './push-generic-settings';
import { PUSH_ORDS_SETTINGS } from './push-ords-settings';
import { PUSH_SETTINGS } from './push-settings';
import { PUSH_XAPI_SETTINGS } from './push-xapi-settings';
import { RETENTION_SETTINGS } from './retention-settings';
import type { SettingDefinition } from './setting-definition';
import { TOTARA_SETTINGS } from './totara-settings';

/**
 * Everything a manager may change, each typed once: key, variable, rule, default, words. The order is that of the
 * screen. Switches without a default follow what is configured (see {@link Settings}).
 */
export const SETTING_DEFINITIONS = {
  ...INTEGRATION_SETTINGS,
  ...PUSH_SETTINGS,
  ...PUSH_GENERIC_SETTINGS,
  ...PUSH_XAPI_SETTINGS,
  ...PUSH_FUSION_SETTINGS,
  ...MAPPING_SETTINGS,
  ...POLICY_SETTINGS,
  ...HISTORY_SETTINGS,
  ...PUSH_ORDS_SETTINGS,
  ...PULL_SETTINGS,
  ...TOTARA_SETTINGS,
  ...ALERT_SETTINGS,
  ...RETENTION_SETTINGS,
  ...ACCESS_SETTINGS,
} satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof SETTING_DEFINITIONS;

export const SETTING_KEYS = Object.keys(SETTING_DEFINITIONS) as readonly SettingKey[];

type Resolved = { readonly [Key in SettingKey]: z.output<(typeof SETTING_DEFINITIONS)[Key]['schema']> };

/**
 * The settings in force.
 *
 * `pushEnabled` left alone follows whether a target is configured, `pullEnabled` whether a first token was given:
 * naming them once is enough, and an explicit `false` always wins.
 */
export type Settings = Omit<Resolved, 'pushEnabled' | 'pullEnabled'> & {
  readonly pushEnabled: boolean;
  readonly pullEnabled: boolean;
  /** Secrets that are stored and cannot be opened here. They are `undefined` above, and must not count as not set. */
  readonly unreadableSecrets: readonly SettingKey[];
};

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTING_DEFINITIONS, key);
}

/** The definition without its own schema type, for what treats all settings alike. */
export function definitionOf(key: SettingKey): SettingDefinition {
  return SETTING_DEFINITIONS[key];
}
