import type { SettingOrigin } from '@oracle-integration/contracts';
import { type RawEnvironment, withoutEmpty } from '@oracle-integration/platform';
import { definitionOf, SETTING_KEYS, type SettingKey, type Settings } from './registry/setting-definitions';

/** What the store holds of a setting: its text, or that it is sealed and cannot be opened. */
export type StoredValue = { readonly text: string } | { readonly isUnreadable: true };

export type StoredValues = ReadonlyMap<SettingKey, StoredValue>;

/** Where one setting comes from, and the text in force; a default has none. */
export interface SettingSource {
  readonly origin: SettingOrigin;
  readonly text: string | undefined;
  readonly isUnreadable: boolean;
}

export interface SettingProblem {
  readonly key: SettingKey;
  readonly message: string;
}

export interface ResolvedSettings {
  readonly settings: Settings;
  readonly sources: ReadonlyMap<SettingKey, SettingSource>;
  /** Texts that break the rule of their setting: the default holds in their place. */
  readonly problems: readonly SettingProblem[];
}

/** Puts the settings together: the environment before the store before the defaults. */
export function resolveSettings(raw: RawEnvironment, stored: StoredValues = new Map()): ResolvedSettings {
  const variables = withoutEmpty(raw);
  const problems: SettingProblem[] = [];
  const sources = new Map<SettingKey, SettingSource>();
  const entries = SETTING_KEYS.map((key) => {
    const source = sourceOf(variables[definitionOf(key).variable], stored.get(key));
    sources.set(key, source);
    const { schema } = definitionOf(key);
    const parsed = schema.safeParse(source.text);
    if (parsed.success) return [key, parsed.data];
    problems.push({ key, message: parsed.error.issues[0]!.message });
    return [key, schema.safeParse(undefined).data];
  });
  const parsed = Object.fromEntries(entries) as Settings;
  const settings: Settings = Object.freeze({
    ...parsed,
    pushEnabled: parsed.pushEnabled ?? parsed.pushBaseUrl !== undefined,
    pullEnabled: parsed.pullEnabled ?? variables['PULL_TOKEN'] !== undefined,
    unreadableSecrets: Object.freeze(SETTING_KEYS.filter((key) => sources.get(key)!.isUnreadable)),
  });
  return { settings, sources, problems };
}

function sourceOf(pinned: string | undefined, stored: StoredValue | undefined): SettingSource {
  if (pinned !== undefined) return { origin: 'environment', text: pinned, isUnreadable: false };
  if (stored === undefined) return { origin: 'default', text: undefined, isUnreadable: false };
  if ('isUnreadable' in stored) return { origin: 'stored', text: undefined, isUnreadable: true };
  return { origin: 'stored', text: stored.text, isUnreadable: false };
}
