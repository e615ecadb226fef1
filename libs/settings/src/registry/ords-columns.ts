import { z } from 'zod';

/** A column of the table, and where its value stands in the JSON of a completion. */
export interface OrdsColumn {
  readonly name: string;
  readonly path: readonly string[];
}

const COLUMN = /^([a-z][a-z0-9_$#]{0,127})\s*=\s*(\w+(?:\.\w+)*)$/i;

/** Columns as a manager writes them: `completed_at = timecompleted`, one in each line or with commas between. */
export const ordsColumnsText = z
  .string()
  .refine((given) => partsOf(given).length > 0 && partsOf(given).every((part) => COLUMN.test(part)), {
    error: 'must hold columns such as completed_at = timecompleted, one in each line or with commas between',
  })
  .refine((given) => new Set(namesOf(given)).size === namesOf(given).length, {
    error: 'must name each column once',
  });

/** The columns of a text that {@link ordsColumnsText} took. */
export function ordsColumnsOf(given: string): OrdsColumn[] {
  return partsOf(given).map((part) => {
    const [name, path] = part.split('=').map((side) => side.trim());
    return { name: name!, path: path!.split('.') };
  });
}

function partsOf(given: string): string[] {
  return given.split(/[\n,]/).flatMap((part) => part.trim() || []);
}

function namesOf(given: string): string[] {
  return partsOf(given).map((part) => part.split('=')[0]!.trim().toLowerCase());
}
