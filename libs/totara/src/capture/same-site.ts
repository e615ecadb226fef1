import type { SettingKey, Settings } from '@oracle-integration/settings';

/** What work on a site goes by: once one of these is another, it stops at the next border and begins anew. */
export const SITE_SETTINGS = [
  'integrationEnabled',
  'totaraDatabaseUrl',
  'totaraSchema',
  'totaraTablePrefix',
  'totaraSiteId',
  'pushHistory',
] as const satisfies readonly SettingKey[];

/** Whether work that began under one picture of the settings may go on under another. */
export function isSameSite(begun: Settings, now: Settings): boolean {
  return begun === now || SITE_SETTINGS.every((key) => String(begun[key]) === String(now[key]));
}
