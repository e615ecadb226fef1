import type { RawEnvironment } from '../env/environment';
import { withoutEmpty } from '../env/environment';

/** Shorter ones would be found in anything. */
const SECRET_CHARACTERS_MIN = 8;
const SECRET_NAME = /(SECRET|SECRET_PREVIOUS|PASSWORD|TOKEN|PRIVATE_KEY)$/;
const CREDENTIALS_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;

/** The values of the environment that nobody may read in a log. */
export function secretValuesOf(raw: RawEnvironment): readonly string[] {
  const values = Object.entries(withoutEmpty(raw)).flatMap(([name, value]) =>
    SECRET_NAME.test(name) ? [value!, ...value!.split(',')] : [],
  );
  return [...new Set(values.map((value) => value.trim()))].filter(
    (value) => value.length >= SECRET_CHARACTERS_MIN,
  );
}

/**
 * A line as it may be written. Whoever writes it leaves secrets out already; this is the last door, for what a driver or a
 * remote system puts into the words of its errors.
 */
export function withoutSecretValues(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return known.replace(CREDENTIALS_IN_URL, '$1***@').replace(AUTHORIZATION, '$1 ***');
}
