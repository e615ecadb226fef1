import type { ApiFieldError } from '@oracle-integration/contracts';
import { RequestInvalidError, type RawEnvironment } from '@oracle-integration/platform';
import { definitionOf, isSettingKey, type SettingKey } from '../registry/setting-definitions';
import { type ResolvedSettings, resolveSettings, type StoredValues } from '../resolve-settings';
import { SettingsPinnedError } from '../settings.errors';
import { newContradictions, secretsGoneAstray } from './setting-rules';
import { textOf } from './setting-text';

/** One setting that gets another text; `null`: back to the default. */
export interface PlannedChange {
  readonly key: SettingKey;
  readonly text: string | null;
}

export interface ChangePlan {
  /** Only what really changes. */
  readonly changes: readonly PlannedChange[];
  readonly before: ResolvedSettings;
  readonly after: ResolvedSettings;
}

export interface ChangeWish {
  readonly raw: RawEnvironment;
  readonly stored: StoredValues;
  /** As they came over the wire. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Addresses that a stored secret must not follow to another server. */
  readonly secretAddresses: readonly SettingKey[];
}

/**
 * Decides what a change of settings comes to: all of it, or nothing.
 *
 * @throws RequestInvalidError naming every field that does not fit
 * @throws SettingsPinnedError naming every field that the environment pins
 */
export function planChanges({ raw, stored, changes, secretAddresses }: ChangeWish): ChangePlan {
  const planned = readChanges(changes);
  const before = resolveSettings(raw, stored);
  const pinned = planned.filter(({ key }) => before.sources.get(key)?.origin === 'environment');
  if (pinned.length > 0) throw new SettingsPinnedError(pinned.map(({ key }) => key));
  const after = resolveSettings(raw, changed(stored, planned));
  const given = new Set(planned.filter(({ text }) => text !== null).map(({ key }) => key));
  const errors = [
    ...newContradictions(before, after),
    ...secretsGoneAstray({ before, after, given, addresses: secretAddresses }),
  ];
  if (errors.length > 0) throw new RequestInvalidError(errors);
  return { changes: planned.filter((change) => isAnother(change, stored)), before, after };
}

function readChanges(changes: Readonly<Record<string, unknown>>): PlannedChange[] {
  const errors: ApiFieldError[] = [];
  const planned: PlannedChange[] = [];
  for (const [key, value] of Object.entries(changes)) {
    if (!isSettingKey(key)) {
      errors.push({ field: key.slice(0, 100), message: `There is no setting ${key.slice(0, 100)}` });
      continue;
    }
    const given = textOf(definitionOf(key), value);
    if ('message' in given) errors.push({ field: key, message: given.message });
    else planned.push({ key, text: given.text });
  }
  if (errors.length > 0) throw new RequestInvalidError(errors);
  return planned;
}

function changed(stored: StoredValues, changes: readonly PlannedChange[]): StoredValues {
  const after = new Map(stored);
  for (const { key, text } of changes) {
    if (text === null) after.delete(key);
    else after.set(key, { text });
  }
  return after;
}

/** A value given as a secret is always written anew: that it is the same as before must not show. */
function isAnother({ key, text }: PlannedChange, stored: StoredValues): boolean {
  const value = stored.get(key);
  if (text === null) return value !== undefined;
  return definitionOf(key).isSecret || value === undefined || !('text' in value) || value.text !== text;
}
