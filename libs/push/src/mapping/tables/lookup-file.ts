import {
  LOOKUP_TEXT_LENGTH_MAX,
  LOOKUP_UPLOAD_ROWS_MAX,
  type LookupFaultView,
} from '@oracle-integration/contracts';
import { CsvError, parse } from 'csv-parse';
import type { Readable } from 'node:stream';
import type { LookupPair } from './lookup.repository';

/** A quote that is never closed must not swallow the file. */
const RECORD_LENGTH_MAX = 10_000;

export interface ReadFile {
  readonly pairs: ReadonlyMap<string, string>;
  readonly rows: number;
  readonly faultCount: number;
  readonly faults: readonly LookupFaultView[];
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads an uploaded table, row by row; the first `shown` faults are told one by one. */
export async function readLookupFile(csv: Readable, shown: number): Promise<ReadFile> {
  const pairs = new Map<string, string>();
  const faults: LookupFaultView[] = [];
  let [rows, faultCount] = [0, 0];
  const note = (line: number, key: string | null, reason: string) => {
    faultCount += 1;
    if (faults.length < shown) faults.push({ line, key, reason });
  };
  const parser = csv.pipe(
    parse({
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      max_record_size: RECORD_LENGTH_MAX,
      relax_column_count: true,
      trim: true,
    }),
  );
  try {
    let isHeading = true;
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      if (isHeading) {
        isHeading = false;
        if (record[0]?.toLowerCase() !== 'key' || record[1]?.toLowerCase() !== 'value')
          note(1, null, 'the first line must name the columns: key,value');
        continue;
      }
      if (record.every((cell) => cell === '')) continue;
      rows += 1;
      if (rows > LOOKUP_UPLOAD_ROWS_MAX) {
        note(info.lines, null, `the file holds more than ${LOOKUP_UPLOAD_ROWS_MAX} rows: upload it in parts`);
        parser.destroy();
        break;
      }
      const fault = faultOf(record, pairs);
      if (fault === undefined) pairs.set(record[0]!, record[1]!);
      else note(info.lines, record[0] ?? null, fault);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    note(Number(error['lines'] ?? 0), null, error.message);
  }
  return { pairs, rows, faultCount, faults };
}

/** What keeps a row from being used. */
export function faultOfPair({ key, value }: LookupPair): string | undefined {
  for (const [name, text] of [
    ['key', key],
    ['value', value],
  ] as const) {
    if (text.trim() === '') return `${name} is empty`;
    if (text.length > LOOKUP_TEXT_LENGTH_MAX)
      return `${name} has more than ${LOOKUP_TEXT_LENGTH_MAX} characters`;
    if (/\p{Cc}/u.test(text)) return `${name} holds control characters`;
  }
  return undefined;
}

function faultOf(record: readonly string[], known: ReadonlyMap<string, string>): string | undefined {
  if (record.length !== 2) return `the row must have two columns, and has ${record.length}`;
  const [key, value] = [record[0]!, record[1]!];
  const isTwice = known.has(key) && known.get(key) !== value;
  return isTwice ? 'the key stands twice in the file, with different values' : faultOfPair({ key, value });
}
