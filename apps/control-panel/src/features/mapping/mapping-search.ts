import { LOOKUP_TEXT_LENGTH_MAX } from '@oracle-integration/contracts';
import { MAPPING_TABS, type MappingTab } from '../../lib/mapping-place';

/** What the address bar says of the Mapping screen. */
export interface MappingSearch {
  /** Left out: courses. */
  tab?: MappingTab;
  /** The beginning of a number that is looked for. */
  q?: string;
}

/** Reads the search parameters; what makes no sense becomes `undefined`. */
export function parseMappingSearch({ tab, q }: Record<string, unknown>): MappingSearch {
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).trim() : '';
  return {
    tab: MAPPING_TABS.find((one) => one === tab),
    q: text === '' ? undefined : text.slice(0, LOOKUP_TEXT_LENGTH_MAX),
  };
}
