/** Why a row cannot be taken: what is wrong, in which column, and what to do. */
export interface RowFault {
  readonly reason: string;
  /** `null` where it is the row as a whole. */
  readonly column: string | null;
  readonly action: string;
}

const QUOTED_CHARACTERS = 60;

/** A value as it is shown in a sentence. */
export function quoted(value: string): string {
  return value.length > QUOTED_CHARACTERS ? `"${value.slice(0, QUOTED_CHARACTERS)}…"` : `"${value}"`;
}
