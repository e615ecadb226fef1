import {
  SETTING_SECTIONS,
  type SettingSectionView,
  type SettingsView,
  type SettingView,
} from '@oracle-integration/contracts';
import { definitionOf, SETTING_KEYS, type SettingKey, type Settings } from '../registry/setting-definitions';
import { SECTION_WORDS } from '../registry/setting-sections';
import type { ResolvedSettings } from '../resolve-settings';
import type { SettingRow, StoredSettings } from '../store/settings.repository';
import { valueOf } from './setting-text';

/** What a manager sees of the settings: never a secret. */
export function settingsView(resolved: ResolvedSettings, { version, rows }: StoredSettings): SettingsView {
  const rowByKey = new Map(rows.map((row) => [row.key, row]));
  const views = SETTING_KEYS.map((key) => [key, settingView(key, resolved, rowByKey.get(key))]);
  return {
    version,
    sections: sectionViews(),
    settings: Object.fromEntries(views) as Record<SettingKey, SettingView>,
  };
}

function sectionViews(): SettingSectionView[] {
  return SETTING_SECTIONS.map((section) => ({
    section,
    ...SECTION_WORDS[section],
    keys: SETTING_KEYS.filter((key) => definitionOf(key).section === section),
  })).filter(({ keys }) => keys.length > 0);
}

function settingView(
  key: SettingKey,
  { settings, sources }: ResolvedSettings,
  row: SettingRow | undefined,
): SettingView {
  const definition = definitionOf(key);
  const { section, profiles, label, help, input, isSecret, variable } = definition;
  const { origin, text, isUnreadable } = sources.get(key)!;
  return {
    key,
    section,
    ...(profiles ? { profiles: [...profiles] } : {}),
    label,
    help,
    input,
    isSecret,
    value: isSecret ? null : (followed(key, settings) ?? valueOf(definition, text)),
    default: isSecret ? null : valueOf(definition, undefined),
    origin,
    isPinned: origin === 'environment',
    variable,
    hasSecret: isSecret && (text !== undefined || isUnreadable),
    isUnreadable,
    updatedAt: row?.updatedAt.toISOString() ?? null,
    updatedBy: row?.updatedBy ?? null,
  };
}

/** Switches that follow other settings while nobody sets them. */
function followed(key: SettingKey, settings: Settings): boolean | undefined {
  return key === 'pushEnabled' || key === 'pullEnabled' ? settings[key] : undefined;
}
