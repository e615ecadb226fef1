/** The address bar of the set-up page. */
export interface SetUpSearch {
  /** The one-time token of the link. */
  token?: string;
}

/**
 * Reads the search parameters.
 *
 * The router parses values as JSON where it can, so a token of digits alone arrives as a number.
 */
export function parseSetUpSearch(search: Record<string, unknown>): SetUpSearch {
  const token = search['token'];
  if (typeof token === 'string' && token !== '') return { token };
  return { token: typeof token === 'number' ? String(token) : undefined };
}
