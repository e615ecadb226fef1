import type { NumberedKind } from '@oracle-integration/completions';
import { NO_NUMBER_SOURCES } from '@oracle-integration/settings';
import { fieldOfSource, tablesOfSource } from '../reader/queries/number-queries';
import type { TotaraReader } from '../reader/totara-reader';

/** Why numbers that are asked for cannot be had, and who does what about it. */
export interface NumberTrouble {
  readonly detail: string;
  readonly action: string;
}

/** Looks whether the numbers that the mapping asks for can be read; the first trouble, if there is any. */
export async function numberTrouble(reader: TotaraReader): Promise<NumberTrouble | undefined> {
  return (await troubleOf(reader, 'people')) ?? troubleOf(reader, 'courses');
}

async function troubleOf(reader: TotaraReader, kind: NumberedKind): Promise<NumberTrouble | undefined> {
  const { numbers = NO_NUMBER_SOURCES, prefix } = reader.place;
  const source = numbers[kind];
  if (source === null) return undefined;
  const whose = kind === 'people' ? 'Person numbers' : 'Course numbers';
  if ((await reader.numbers(kind, [0])) === undefined) {
    const tables = tablesOfSource(source).map((table) => `${prefix}${table}`);
    return {
      detail: `${whose} cannot be read: ${tables.join(', ')} cannot be read. Completions wait for their numbers.`,
      action: 'Totara database administrator: grant the account SELECT on them.',
    };
  }
  if (await reader.hasNumberField(kind)) return undefined;
  return {
    detail: `${whose} cannot be read: there is no custom field with the short name ${fieldOfSource(source)}. Completions wait for their numbers.`,
    action: 'You: correct the short name in Settings → Mapping.',
  };
}
