import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { type Column, DataTable } from '../../../ui/data-table';
import { EmptyState } from '../../../ui/empty-state';
import { Nothing } from '../../../ui/nothing';
import { RelativeTime } from '../../../ui/relative-time';
import { RowsPicture } from '../../../ui/rows-picture';
import { StatusWord } from '../../../ui/status-word';
import type { Import } from '../api/import';
import { importQueries } from '../api/import-queries';
import { IMPORT_STATE_TONES } from '../import-look';

/** The way to one import. */
export type ToImport = (id: string, name: ReactNode) => ReactNode;

const words = strings.imports.list;

/** What has been imported so far, the newest first. */
export function ImportsList({ toImport }: { toImport: ToImport }) {
  const query = useInfiniteQuery(importQueries.list());
  const { mayManage } = useViewer();
  return (
    <RowsPicture
      query={query}
      words={words}
      outlineRows={5}
      empty={<EmptyState title={words.emptyTitle}>{mayManage ? words.empty : words.emptyView}</EmptyState>}
    >
      {(rows, { now }) => (
        <DataTable
          label={words.heading}
          columns={columnsAt(now, toImport)}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </RowsPicture>
  );
}

function columnsAt(now: Date, toImport: ToImport): Column<Import>[] {
  return [
    {
      id: 'file',
      header: words.file,
      isTitle: true,
      cell: ({ id, filename }) => toImport(id, <bdi>{filename}</bdi>),
    },
    {
      id: 'state',
      header: words.state,
      cell: ({ state }) => (
        <StatusWord tone={IMPORT_STATE_TONES[state]}>{strings.imports.states[state]}</StatusWord>
      ),
    },
    { id: 'rows', header: words.rows, isFigure: true, cell: ({ rows }) => formatCount(rows) },
    { id: 'result', header: words.result, cell: (one) => resultOf(one) },
    {
      id: 'uploaded',
      header: words.uploaded,
      cell: ({ createdAt }) => <RelativeTime moment={createdAt} now={now} />,
    },
  ];
}

function resultOf({ applied, verdicts, error }: Import): ReactNode {
  if (error) return error.detail;
  if (applied) return words.added(applied.added, applied.revised, applied.queued);
  if (verdicts && verdicts.error > 0) return words.wrong(verdicts.error);
  return <Nothing />;
}
