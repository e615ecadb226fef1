import type { SourceTable, WholePicture } from '@oracle-integration/completions';
import type { RowKey } from '../reader/totara-reader';

/** Beyond so many, rows are read a second time rather than remembered: some 5 MB. */
const MOST = 100_000;

/**
 * New rows that one look has recorded already, because the change log named them too. A picture that shows a row was
 * taken when the row was there, so looking at the row once more can tell nothing new.
 */
export class RecordedRows {
  private readonly ids: Record<SourceTable, Set<number>> = { current: new Set(), history: new Set() };

  /** @param from rows up to these ids are not new */
  constructor(private readonly from: Readonly<Record<SourceTable, number>>) {}

  add(pictures: readonly WholePicture[]): void {
    for (const { current, history } of pictures) {
      if (current) this.addRow('current', current.sourceRowId);
      for (const { sourceRowId } of history) this.addRow('history', sourceRowId);
    }
  }

  /** Those of the keys that are not recorded yet. */
  without(table: SourceTable, keys: readonly RowKey[]): RowKey[] {
    return keys.filter(({ id }) => !this.ids[table].has(id));
  }

  private addRow(table: SourceTable, id: number): void {
    const ids = this.ids[table];
    if (id > this.from[table] && ids.size < MOST) ids.add(id);
  }
}
