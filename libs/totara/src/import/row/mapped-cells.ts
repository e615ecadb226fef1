import { IMPORT_FIELDS, type ImportField, type ImportMapping } from '@oracle-integration/contracts';
import { quoted, type RowFault } from './row-fault';

/** Longer than anything that Totara keeps of a person, a course or a reason. */
const CHARACTERS_MAX = 2_000;
/** What decoding puts in the place of a byte that is no character. */
const UNREADABLE = '\ufffd';

/** One row by what its columns mean. */
export type MappedCells = Readonly<Partial<Record<ImportField, string>>>;

/** Finds the cells of a row by the mapping of the file. */
export class CellFinder {
  private readonly places: readonly (readonly [ImportField, number])[];

  constructor(
    private readonly mapping: ImportMapping,
    private readonly columnNames: readonly string[],
  ) {
    this.places = IMPORT_FIELDS.flatMap((field) => {
      const place = columnNames.indexOf(mapping.columns[field] ?? '');
      return place === -1 ? [] : [[field, place] as const];
    });
  }

  /** The column of a field, for a fault. */
  columnOf(field: ImportField): string | null {
    return this.mapping.columns[field] ?? null;
  }

  /** The mapped cells that hold something, or what is wrong with the row as a whole. */
  find(cells: readonly string[]): MappedCells | RowFault {
    if (!this.hasWidthOfHeader(cells)) return this.widthFault(cells.length);
    const found: Partial<Record<ImportField, string>> = {};
    for (const [field, place] of this.places) {
      const value = cells[place]!.trim();
      // Reports write a dash where there is nothing.
      if (value === '' || value === '-') continue;
      const fault = this.faultOf(field, value);
      if (fault) return fault;
      found[field] = value;
    }
    return found;
  }

  /** Spreadsheets add empty cells at the end; other differences mean that the cells have moved. */
  private hasWidthOfHeader(cells: readonly string[]): boolean {
    const width = this.columnNames.length;
    return (
      cells.length === width ||
      (cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))
    );
  }

  private widthFault(width: number): RowFault {
    return {
      reason: `The row has ${width} cells, but the header has ${this.columnNames.length}.`,
      column: null,
      action: 'Look for a quotation mark, a delimiter or a line break that is missing or too much.',
    };
  }

  private faultOf(field: ImportField, value: string): RowFault | undefined {
    const column = this.columnOf(field);
    if (value.length > CHARACTERS_MAX) {
      return {
        reason: `The cell has ${value.length} characters.`,
        column,
        action: 'Look for a missing quotation mark.',
      };
    }
    if (!value.includes(UNREADABLE)) return undefined;
    return {
      reason: `${quoted(value)} holds a character that cannot be read.`,
      column,
      action: 'Save the file as CSV in UTF-8, and upload it again.',
    };
  }
}
