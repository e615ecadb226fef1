import type { ImportDecimalMark } from '@oracle-integration/contracts';

/** More is no grade, and would lose digits on the way. */
const LARGEST = 1e9;

/** How numbers are written with either mark: what stands between thousands, and what is left without it. */
const WRITTEN = {
  '.': { groups: /,(?=\d{3}(\D|$))/g, form: /^-?\d+(\.\d+)?$/ },
  ',': { groups: /\.(?=\d{3}(\D|$))/g, form: /^-?\d+(,\d+)?$/ },
} as const;

/** A number as reports write it (`1.234,5`, `85 %`), and whether it says of itself that it is a percentage. */
export interface CellNumber {
  readonly value: number;
  readonly isPercent: boolean;
}

/** Reads a number; `undefined` for a text that is none. */
export function readNumber(text: string, decimalMark: ImportDecimalMark): CellNumber | undefined {
  const isPercent = text.endsWith('%');
  const plain = (isPercent ? text.slice(0, -1) : text).replace(/\s/g, '');
  const { groups, form } = WRITTEN[decimalMark];
  const number = plain.replace(groups, '');
  if (!form.test(number)) return undefined;
  const value = Number(number.replace(',', '.'));
  return Math.abs(value) > LARGEST ? undefined : { value, isPercent };
}
