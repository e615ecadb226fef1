import { VisuallyHidden } from '@mantine/core';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { strings } from '../lib/strings';
import { SortHeader, type TableSort } from './sort-header';

export interface Column<Row> {
  id: string;
  header: string;
  /** Called, and no component of its own: a menu in it stays open when the columns are made anew. */
  cell: (row: Row) => ReactNode;
  /** The word by which the address sorts by this column; a column without one does not sort. */
  sortBy?: string;
  /** Figures stand at the end. */
  isFigure?: boolean;
  /** What the row is about: the head of its card on a phone. */
  isTitle?: boolean;
}

interface DataTableProps<Row> {
  /** What is listed, for a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: TableSort;
  /** The row whose drawer is open. */
  activeKey?: string;
  /** Old rows stay, dimmed, while new ones are on their way. */
  isStale?: boolean;
  /** A first column of checkboxes. */
  selection?: RowSelection;
}

export interface RowSelection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** What one row is called: "Select María López, Fire Safety". */
  nameOf: (key: string) => string;
  /** Whether a row can be chosen; left out: every row can. */
  isSelectable?: (key: string) => boolean;
}

const features = tableFeatures({});

/**
 * Rows as a table; on a phone each row is a card. The roles are written out because a browser takes a table's
 * meaning away when its rows are laid out as cards.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, activeKey, isStale = false, selection } = props;
  const table = useTable({
    features,
    columns: useColumns(columns),
    data: rows,
    getRowId: rowKey,
  });
  const columnOf = (id: string) => columns.find((column) => column.id === id);
  return (
    <div className="table-frame surface" data-stale={isStale} aria-busy={isStale}>
      <table className="data-table" role="table" aria-label={label}>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {selection && (
                <th role="columnheader" scope="col" className="selection-cell">
                  <SelectAll keys={rows.map(rowKey)} selection={selection} />
                </th>
              )}
              {group.headers.map((header) => (
                <SortHeader
                  key={header.id}
                  name={columnOf(header.id)?.header ?? ''}
                  sortBy={columnOf(header.id)?.sortBy}
                  sort={sort}
                  isFigure={columnOf(header.id)?.isFigure}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} role="row" data-active={row.id === activeKey}>
              {selection && (
                <td role="cell" className="selection-cell">
                  <SelectRow rowKey={row.id} selection={selection} />
                </td>
              )}
              {row.getAllCells().map(({ id, column }) => (
                <TableCell key={id} column={columnOf(column.id)} row={row.original} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isStale && <VisuallyHidden role="status">{strings.common.refreshing}</VisuallyHidden>}
    </div>
  );
}

function TableCell<Row>({ column, row }: { column: Column<Row> | undefined; row: Row }) {
  return (
    <td role="cell" data-label={column?.header} data-figure={column?.isFigure} data-title={column?.isTitle}>
      <div className="cell">{column?.cell(row)}</div>
    </td>
  );
}

function useColumns<Row extends object>(columns: readonly Column<Row>[]) {
  return useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ id, header }) => helper.display({ id, header }));
  }, [columns]);
}

function SelectAll({ keys, selection }: { keys: readonly string[]; selection: RowSelection }) {
  const { selected, onChange, isSelectable = () => true } = selection;
  const choosable = keys.filter(isSelectable);
  const chosen = choosable.filter((key) => selected.has(key)).length;
  const isAll = chosen === choosable.length && chosen > 0;
  return (
    <input
      type="checkbox"
      className="checkbox"
      aria-label={strings.common.selectAll}
      checked={isAll}
      ref={(box) => {
        if (box) box.indeterminate = chosen > 0 && !isAll;
      }}
      disabled={choosable.length === 0}
      onChange={() => onChange(new Set(isAll ? [] : choosable))}
    />
  );
}

function SelectRow({ rowKey, selection }: { rowKey: string; selection: RowSelection }) {
  const { selected, onChange, nameOf, isSelectable } = selection;
  if (isSelectable && !isSelectable(rowKey)) return null;
  return (
    <input
      type="checkbox"
      className="checkbox"
      aria-label={strings.common.select(nameOf(rowKey))}
      checked={selected.has(rowKey)}
      onChange={({ currentTarget: { checked } }) => {
        const next = new Set(selected);
        if (checked) next.add(rowKey);
        else next.delete(rowKey);
        onChange(next);
      }}
    />
  );
}
