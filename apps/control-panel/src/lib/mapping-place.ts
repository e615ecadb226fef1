import { LOOKUP_TABLES, type LookupTable } from '@oracle-integration/contracts';

/** The parts of the Mapping screen. */
export const MAPPING_TABS = ['courses', 'people', 'sent', 'preflight'] as const;
export type MappingTab = (typeof MAPPING_TABS)[number];

const TABS_OF_CAUSES: Readonly<Record<string, MappingTab>> = {
  'MAPPING.PERSON_NOT_LINKED': 'people',
  'MAPPING.COURSE_NOT_LINKED': 'courses',
};

/** Where on the Mapping screen a cause is mended; `null` when it is none of the mapping. */
export function mappingTabOf(code: string | null): MappingTab | null {
  if (code === null || !code.startsWith('MAPPING.')) return null;
  return TABS_OF_CAUSES[code] ?? 'sent';
}

export function isLookupTable(tab: MappingTab): tab is LookupTable {
  return LOOKUP_TABLES.some((table) => table === tab);
}
