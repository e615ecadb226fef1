import { SecretBox, SecretUnreadableError } from '@oracle-integration/platform';
import { definitionOf, isSettingKey, type SettingKey } from '../registry/setting-definitions';
import type { StoredValue, StoredValues } from '../resolve-settings';
import type { SettingRow } from './settings.repository';

/** Where a secret is sealed for: in another row it does not open. */
export function sealingPlaceOf(key: SettingKey): string {
  return `setting:${key}`;
}

/** Opens what is stored. A secret that does not open here is marked, and left as it is. */
export function storedValues(
  rows: readonly Pick<SettingRow, 'key' | 'value' | 'sealed'>[],
  box: Pick<SecretBox, 'open'>,
): StoredValues {
  return new Map(
    rows.flatMap(({ key, value, sealed }): [SettingKey, StoredValue][] => {
      // A key of a later version of the service, or of an earlier one.
      if (!isSettingKey(key)) return [];
      if (sealed !== null) return [[key, opened(key, sealed, box)]];
      // A secret is never taken in clear, whoever wrote it there.
      return value === null || definitionOf(key).isSecret ? [] : [[key, { text: value }]];
    }),
  );
}

function opened(key: SettingKey, sealed: string, box: Pick<SecretBox, 'open'>): StoredValue {
  try {
    return { text: box.open(sealed, sealingPlaceOf(key)) };
  } catch (error) {
    if (error instanceof SecretUnreadableError) return { isUnreadable: true };
    throw error;
  }
}
