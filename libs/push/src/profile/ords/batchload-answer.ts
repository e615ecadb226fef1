import { plainWords } from '../../target/plain-words';

/** What `batchload` says came of the rows of one request. */
export interface BatchloadAnswer {
  readonly processed: number;
  readonly inError: number;
  /** 0: success, 1: with warnings, 2 and more: it stopped. */
  readonly severity: number;
  /** Its own words about what went wrong, on one line. */
  readonly words: string;
}

/** Reads the text of `batchload`; `undefined` when it does not say how many rows it took, or how it ended. */
export function readBatchloadAnswer(text: string): BatchloadAnswer | undefined {
  const processed = countAfter(text, /number of rows processed:/i);
  const inError = countAfter(text, /number of rows in error:/i);
  const ending = [...text.matchAll(/^\s*(\d)\s*-\s*([A-Z]+)\b.*$/gm)].at(-1);
  if (processed === undefined || inError === undefined || !ending) return undefined;
  const noted = text.split('\n').filter((line) => /error|warning|severe|ORA-\d|^\s*[1-9] - /i.test(line));
  return { processed, inError, severity: Number(ending[1]), words: plainWords(noted.join(' '), 600) };
}

/** A count as it is written with the thousand separators of any language: 2,097,148 or 2.097.148 or 2 097 148. */
function countAfter(text: string, label: RegExp): number | undefined {
  const [, digits] = new RegExp(`${label.source}[ \\t]*(\\d[\\d.,'’ \\u00a0\\u202f]*)`, 'i').exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(/\D/g, ''));
}
