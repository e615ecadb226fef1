import type { SsoRefusal } from '@oracle-integration/contracts';
import { refusalOf } from '../../lib/single-sign-on-refusal';

/** The address bar of the sign-in page. */
export interface SignInSearch {
  /** Where the manager wanted to go, inside this panel. */
  next?: string;
  /** Why single sign-on did not let them in. */
  refused?: SsoRefusal;
}

/**
 * Reads the search parameters; what does not fit becomes `undefined`.
 *
 * Each key is always named: the router lays the answer over the raw parameters, so a key that is merely left
 * out would let the raw value through.
 */
export function parseSignInSearch(search: Record<string, unknown>): SignInSearch {
  return {
    next: isInternalPath(search['next']) ? search['next'] : undefined,
    refused: refusalOf(search['refused']),
  };
}

/**
 * Whether an address stays in this panel.
 *
 * `//evil.example` and `/\evil.example` are other sites to a browser: a link to our sign-in page must not
 * lead there afterwards.
 */
function isInternalPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) && !hasControlCharacter(value);
}

/** Browsers drop tabs and line breaks from addresses, so `/<tab>/evil.example` would become `//evil.example`. */
function hasControlCharacter(value: string): boolean {
  return [...value].some((character) => character.charCodeAt(0) < 32);
}
