import './audit.css';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { ShowMore } from '../../ui/pager';
import { ExactTime } from '../../ui/relative-time';
import { type AuditEntry, auditQueries } from './api/audit-queries';
import { type AuditSearch, toAuditQuery } from './audit-search';
import { AuditDetails } from './components/audit-details';
import { AuditFilters } from './components/audit-filters';

interface AuditScreenProps {
  search: AuditSearch;
  onSearch: (change: Partial<AuditSearch>) => void;
}

const words = strings.audit;

const COLUMNS: Column<AuditEntry>[] = [
  { id: 'at', header: words.columns.at, cell: ({ at }) => <ExactTime moment={at} /> },
  {
    id: 'action',
    header: words.columns.action,
    isTitle: true,
    cell: ({ action }) => words.actions[action],
  },
  {
    id: 'actor',
    header: words.columns.actor,
    cell: ({ actor, address }) => (
      <>
        <div>{actor.name}</div>
        {address && <div className="quiet">{words.fromAddress(address)}</div>}
      </>
    ),
  },
  {
    id: 'details',
    header: words.columns.details,
    cell: (entry) => <AuditDetails entry={entry} />,
  },
];

export function AuditScreen({ search, onSearch }: AuditScreenProps) {
  const query = useInfiniteQuery(auditQueries.list(search));
  const { data, error, isPending, isPlaceholderData } = query;
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader
        title={words.title}
        purpose={words.purpose}
        aside={
          <Button
            component="a"
            href={`/api/admin/audit.csv?${toAuditQuery(search)}`}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {words.download}
          </Button>
        }
      />
      <AuditFilters search={search} onSearch={onSearch} />
      {entries.length > 0 && (
        <DataTable
          label={words.title}
          columns={COLUMNS}
          rows={entries}
          rowKey={({ id }) => id}
          isStale={isPlaceholderData}
        />
      )}
      {data && entries.length === 0 && <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>}
      {data && <ShowMore query={query} />}
      {!data && isPending && <ListSkeleton label={words.loading} />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}
