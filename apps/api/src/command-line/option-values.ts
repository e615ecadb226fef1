import { InvalidArgumentError } from 'commander';
import { requestValidationPipe } from '@oracle-integration/platform';

/** A whole number, as an option gives it. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** An option that may be repeated, as a list. */
export function repeated(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** The same for whole numbers. */
export function repeatedNumber(text: string, before: number[] | undefined): number[] {
  return [...(before ?? []), wholeNumber(text)];
}

/**
 * Options checked by the rules of the route that does the same.
 *
 * @throws RequestInvalidError naming all that is wrong
 */
export async function checked<Body extends object>(
  Rules: new () => Body,
  given: Readonly<Record<keyof Body & string, unknown>> | object,
): Promise<Body> {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return (await requestValidationPipe().transform(filled, { type: 'body', metatype: Rules })) as Body;
}
