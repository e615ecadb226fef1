import { SEARCH_TEXT_LENGTH_MAX } from '@oracle-integration/contracts';

/** Whom the page looks for, as the address says it. */
export interface PeopleSearch {
  q?: string;
}

export function parsePeopleSearch({ q }: Record<string, unknown>): PeopleSearch {
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).trim() : '';
  return text === '' ? {} : { q: text.slice(0, SEARCH_TEXT_LENGTH_MAX) };
}

/** The site of a person, where it is not the configured one. */
export interface PersonSearch {
  site?: string;
}

export function parsePersonSearch({ site }: Record<string, unknown>): PersonSearch {
  return typeof site === 'string' && site !== '' ? { site } : {};
}
