import type { SettingChanges, SettingsView, SettingValue, SettingView } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';

const words = strings.settings;

/** What was typed and is not saved yet, by key; `null`: back to the default. */
export type Drafts = Readonly<SettingChanges>;

/** What the field of a setting shows: what was typed, else what is in force. */
export function shownValue(setting: SettingView, drafts: Drafts): SettingValue | null {
  const draft = drafts[setting.key];
  if (draft === undefined) return setting.value;
  return draft === null ? setting.default : draft;
}

/** The drafts with one more; one that says what is stored already is none. A secret typed is always one. */
export function withDraft(drafts: Drafts, setting: SettingView, value: SettingValue | null): Drafts {
  const others = withoutDraft(drafts, setting.key);
  if (setting.isSecret) return value === '' ? others : { ...others, [setting.key]: value };
  // An emptied field means that nobody says anything.
  const meant = value === '' ? null : value;
  const isAsStored =
    meant === null ? setting.origin === 'default' : meant === setting.value && setting.origin !== 'default';
  const isDefault = meant !== null && setting.origin === 'default' && meant === setting.value;
  return isAsStored || isDefault ? others : { ...others, [setting.key]: meant };
}

export function withoutDraft(drafts: Drafts, key: string): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key));
}

/** The drafts that the settings, as they are now, do not say already: what another manager saved meanwhile may. */
export function liveDrafts(drafts: Drafts, { settings }: SettingsView): Drafts {
  return Object.entries(drafts).reduce<Drafts>((live, [key, value]) => {
    const setting = settings[key];
    return setting && !setting.isPinned ? withDraft(live, setting, value) : live;
  }, {});
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

/** The fault of each draft that has one, by key. */
export function faultsOf(drafts: Drafts, { settings }: SettingsView): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([key, value]) => {
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
