import { Button, Group } from '@mantine/core';
import type { LookupRowView, LookupTable } from '@oracle-integration/contracts';
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { EmptyState } from '../../../ui/empty-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { ShowMore } from '../../../ui/pager';
import { QueryPicture } from '../../../ui/query-picture';
import { SearchField } from '../../../ui/search-field';
import { lookupPathOf, lookupQueries } from '../api/lookup-queries';
import { LookupRows } from './lookup-rows';
import { RemoveRowDialog } from './remove-row-dialog';
import { RowDialog } from './row-dialog';
import { UploadDialog } from './upload-dialog';

interface LookupTableViewProps {
  table: LookupTable;
  q: string | undefined;
  onSearch: (q: string | undefined) => void;
}

/** What is open over the table. */
type Open =
  { what: 'row'; row: LookupRowView | null } | { what: 'removal'; row: LookupRowView } | { what: 'upload' };

const words = strings.mapping.table;

/** One lookup table: its rows by key, single changes, and whole files. */
export function LookupTableView({ table, q, onSearch }: LookupTableViewProps) {
  const query = useInfiniteQuery(lookupQueries.rows(table, q));
  const [open, setOpen] = useState<Open | null>(null);
  const { data, dataUpdatedAt, isPlaceholderData } = query;
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const close = () => setOpen(null);
  return (
    <>
      <p className="quiet">{words.purpose[table]}</p>
      <div className="lookup-tools">
        <SearchField
          label={words.search}
          placeholder={words.searchPlaceholder[table]}
          value={q ?? ''}
          onSearch={(text) => onSearch(text === '' ? undefined : text)}
        />
        <TableButtons
          table={table}
          onAdd={() => setOpen({ what: 'row', row: null })}
          onUpload={() => setOpen({ what: 'upload' })}
        />
      </div>
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} />}
        failedTitle={words.failedTitle}
      >
        {() =>
          rows.length === 0 ? (
            <NoRows table={table} q={q} />
          ) : (
            <>
              <LookupRows
                table={table}
                rows={rows}
                now={new Date(dataUpdatedAt)}
                isStale={isPlaceholderData}
                onChange={(row) => setOpen({ what: 'row', row })}
                onRemove={(row) => setOpen({ what: 'removal', row })}
              />
              <ShowMore query={query} />
            </>
          )
        }
      </QueryPicture>
      {open?.what === 'row' && <RowDialog table={table} row={open.row} onClose={close} />}
      {open?.what === 'removal' && <RemoveRowDialog table={table} row={open.row} onClose={close} />}
      {open?.what === 'upload' && <UploadDialog table={table} onClose={close} />}
    </>
  );
}

interface TableButtonsProps {
  table: LookupTable;
  onAdd: () => void;
  onUpload: () => void;
}

function TableButtons({ table, onAdd, onUpload }: TableButtonsProps) {
  return (
    <Group gap="xs">
      <Button
        component="a"
        href={`${lookupPathOf(table)}/download`}
        download={`${table}.csv`}
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {words.download}
      </Button>
      <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} onClick={onUpload}>
        {words.upload}
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
        {words.add}
      </Button>
    </Group>
  );
}

function NoRows({ table, q }: { table: LookupTable; q: string | undefined }) {
  if (q !== undefined) return <EmptyState title={words.noMatchTitle(q)}>{words.noMatch}</EmptyState>;
  return <EmptyState title={words.emptyTitle[table]}>{words.empty[table]}</EmptyState>;
}
