import { SsoRefusal } from '@oracle-integration/contracts';

/** The `refused` of an address that single sign-on led back to; anything else is `undefined`. */
export function refusalOf(value: unknown): SsoRefusal | undefined {
  return Object.values(SsoRefusal).find((known) => known === value);
}
