import type { SettingChanges, SettingsView, SettingValue, SettingView } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';

const words = strings.settings;

/** What stands in fields that somebody touched, by key; `null`: back to the default. */
export type Typed = Readonly<SettingChanges>;

/** What the field of a setting shows: what was typed, be it nothing, else what is in force. */
export function shownValue(setting: SettingView, typed: Typed): SettingValue | null {
  const own = typed[setting.key];
  if (own === undefined) return setting.isSecret ? null : setting.value;
  return own === null && !setting.isSecret ? setting.default : own;
}

/** What was typed without one field: it shows again what is in force. */
export function withoutTyped(typed: Typed, key: string): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([other]) => other !== key));
}

/** What saving would change: not what says the same as is stored, by now perhaps by another manager's hand. */
export function changesOf(typed: Typed, { settings }: SettingsView): SettingChanges {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([key, value]) => {
      const setting = settings[key];
      const change = setting && !setting.isPinned ? changeOf(setting, value) : undefined;
      return change === undefined ? [] : [[key, change]];
    }),
  );
}

/** The change that a typed value means; `undefined` for none. An emptied field means that nobody says anything. */
function changeOf(setting: SettingView, value: SettingValue | null): SettingValue | null | undefined {
  // Any secret that is typed is one: what is stored is not known here.
  if (setting.isSecret) return value === '' ? undefined : value;
  const meant = value === '' ? null : value;
  if (meant === null) return setting.origin === 'default' ? undefined : null;
  return meant === setting.value ? undefined : meant;
}

/** What is wrong with a value before it is worth sending; `null` when nothing is. */
export function faultOf({ input }: SettingView, value: SettingValue | null): string | null {
  if (value === null || value === '') return null;
  switch (input.kind) {
    case 'number':
      return isWithin(value, input) ? null : words.numberFault(input.min, input.max);
    case 'url':
      return isAddress(String(value), input.schemes) ? null : words.urlFault(input.schemes);
    default:
      return null;
  }
}

/** The fault of each change that has one, by key. */
export function faultsOf(
  changes: SettingChanges,
  { settings }: SettingsView,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([key, value]) => {
      const setting = settings[key];
      const fault = setting ? faultOf(setting, value) : null;
      return fault === null ? [] : [[key, fault]];
    }),
  );
}

function isWithin(value: SettingValue, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function isAddress(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1));
}
