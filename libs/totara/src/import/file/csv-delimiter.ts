import type { ImportDelimiter } from '@oracle-integration/contracts';

const DELIMITERS: readonly ImportDelimiter[] = [',', ';', '\t', '|'];
const RECORDS_LOOKED_AT = 5;
/** Excel's own way of telling, on a line before the header. */
const TOLD = /^sep=([,;\t|])\n/i;

/** The delimiter of a file, and what it has before the header. */
export interface DelimiterReading {
  readonly delimiter: ImportDelimiter;
  /** A line that only names the delimiter; empty where there is none. */
  readonly preamble: string;
}

/**
 * Tells the delimiter of a file by its first records: the one that all of them hold most often, outside quotation
 * marks. A comma within numbers (`85,5`) or names is then not taken for one, because the header has none.
 */
export function detectDelimiter(head: string): DelimiterReading {
  const told = TOLD.exec(head);
  if (told) return { delimiter: told[1] as ImportDelimiter, preamble: told[0] };
  const counts = countsByRecord(head);
  const least = (delimiter: ImportDelimiter) => Math.min(...counts.map((count) => count[delimiter]));
  const inHeader = (delimiter: ImportDelimiter) => counts[0]?.[delimiter] ?? 0;
  const [best] = [...DELIMITERS].sort((a, b) => least(b) - least(a) || inHeader(b) - inHeader(a));
  return { delimiter: best!, preamble: '' };
}

type Counts = Record<ImportDelimiter, number>;

function countsByRecord(head: string): Counts[] {
  const records: Counts[] = [];
  let counts: Counts | undefined;
  let isQuoted = false;
  for (const character of head) {
    if (character === '\n' && !isQuoted) {
      if (counts) records.push(counts);
      counts = undefined;
      if (records.length === RECORDS_LOOKED_AT) return records;
      continue;
    }
    counts ??= { ',': 0, ';': 0, '\t': 0, '|': 0 };
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character in counts) counts[character as ImportDelimiter] += 1;
  }
  // The last record may be cut; it counts only where there is no other.
  return records.length === 0 && counts ? [counts] : records;
}
