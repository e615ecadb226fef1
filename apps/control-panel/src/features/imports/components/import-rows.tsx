import type { ImportRowView, ImportVerdict } from '@oracle-integration/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { type Column, DataTable } from '../../../ui/data-table';
import { Nothing } from '../../../ui/nothing';
import { RowsPicture } from '../../../ui/rows-picture';
import { StatusWord } from '../../../ui/status-word';
import type { ImportDetail } from '../api/import';
import { importQueries } from '../api/import-queries';
import { IMPORT_VERDICT_TONES } from '../import-look';
import { cellReader } from '../row-cells';

const words = strings.imports.verdict;

interface ImportRowsProps {
  detail: ImportDetail;
  verdict: ImportVerdict | null;
}

/** Rows of the file with their verdicts, and what to do about those that are wrong. */
export function ImportRows({ detail, verdict }: ImportRowsProps) {
  const query = useInfiniteQuery(importQueries.rows(detail.id, verdict));
  return (
    <RowsPicture query={query} words={words} outlineRows={5} empty={<p className="quiet">{words.none}</p>}>
      {(rows, { isStale }) => (
        <DataTable
          label={verdict === null ? words.all : strings.imports.verdicts[verdict].name}
          columns={columnsOf(detail)}
          rows={rows}
          rowKey={({ line }) => String(line)}
          isStale={isStale}
        />
      )}
    </RowsPicture>
  );
}

function columnsOf(detail: ImportDetail): Column<ImportRowView>[] {
  const cellsOf = cellReader(detail);
  return [
    {
      id: 'person',
      header: words.person,
      isTitle: true,
      cell: (row) => (
        <>
          <bdi>{cellsOf(row).person}</bdi>
          <div className="quiet cell-note">{words.line(formatCount(row.line))}</div>
        </>
      ),
    },
    { id: 'course', header: words.course, cell: (row) => <Clamped>{cellsOf(row).course}</Clamped> },
    { id: 'completed', header: words.completed, cell: (row) => <bdi>{cellsOf(row).completed}</bdi> },
    {
      id: 'verdict',
      header: words.verdict,
      cell: ({ verdict }) => (
        <StatusWord tone={IMPORT_VERDICT_TONES[verdict]}>{strings.imports.verdicts[verdict].name}</StatusWord>
      ),
    },
    { id: 'note', header: words.note, cell: (row) => <RowNote row={row} /> },
  ];
}

function RowNote({ row: { reason, column, action, firstLine } }: { row: ImportRowView }) {
  if (firstLine !== null) return words.firstLine(firstLine);
  if (reason === null) return <Nothing />;
  return (
    <>
      {column !== null && <strong>{words.inColumn(column)} </strong>}
      {reason}
      {action && <div className="quiet cell-note">{action}</div>}
    </>
  );
}
