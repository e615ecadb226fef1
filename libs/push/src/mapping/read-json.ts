import { parse } from 'lossless-json';

/** A number of so many digits may be beyond what JavaScript's numbers hold. */
const LONG_NUMBER = /\d{16}/;

/**
 * Reads JSON so that no digit is lost: a whole number beyond 2^53 becomes its text. Nearly all completions hold none,
 * and take the parser that is built in.
 */
export function readJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? parse(text, null, numberOrText) : JSON.parse(text);
}

function numberOrText(digits: string): number | string {
  const value = Number(digits);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? digits : value;
}
