import { parse } from 'csv-parse/sync';
import type { OrdsFaults } from '../faults/surface-faults';
import type { OrdsTable } from './ords-table';

export interface LoadRules {
  readonly batchRows: number;
  readonly errorsMax: number;
}

/**
 * Inserts the rows of a CSV with a header, and tells of it as `batchload` does. A load that stops keeps the batches that
 * were committed, and nothing of the batch that it stopped in.
 */
export function loadRows(
  csv: string,
  { batchRows, errorsMax }: LoadRules,
  { table, faults }: { table: OrdsTable; faults: OrdsFaults },
): string {
  const rows = parse<Record<string, string>>(csv, {
    columns: (names: string[]) => names.map((name) => name.toLowerCase()),
  });
  const told: string[] = [];
  let [processed, inError, committed] = [0, 0, 0];
  for (let at = 0; at < rows.length && inError <= errorsMax; at += batchRows) {
    const inserted: string[] = [];
    for (const row of rows.slice(at, at + batchRows)) {
      processed += 1;
      const trouble =
        troubleOf(row, faults) ??
        (table.insert(row.id!, row) ? undefined : 'ORA-00001: unique constraint violated');
      if (trouble === undefined) {
        inserted.push(row.id!);
        continue;
      }
      inError += 1;
      told.push(`#ERROR Row ${processed}: ${trouble}`);
      if (inError > errorsMax) break;
    }
    if (inError > errorsMax) table.takeBack(inserted);
    else committed = processed;
  }
  const hasStopped = inError > errorsMax;
  const ending = hasStopped
    ? '2 - SEVERE: Load terminated, too many errors'
    : inError > 0
      ? '1 - WARNING: Load processed with errors'
      : '0 - SUCCESS: Load processed without errors';
  return [
    ...told,
    `#INFO Number of rows processed: ${processed.toLocaleString('en-US')}`,
    `#INFO Number of rows in error: ${inError.toLocaleString('en-US')}`,
    `#INFO Last row processed in final committed batch: ${committed.toLocaleString('en-US')}`,
    ending,
    '',
  ].join('\n');
}

/** Why a row is not taken. */
export function troubleOf(
  row: Readonly<Record<string, string | null>>,
  { refusedCourses = [] }: OrdsFaults,
): string | undefined {
  if (!row.id) return 'ORA-01400: cannot insert NULL into ("ID")';
  return refusedCourses.includes(Number(row.course_id))
    ? 'ORA-02291: integrity constraint violated - parent key not found'
    : undefined;
}
