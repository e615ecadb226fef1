import './audit.css';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ExactTime } from '../../ui/relative-time';
import { RowsPicture } from '../../ui/rows-picture';
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
      <RowsPicture
        query={query}
        words={words}
        empty={<EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>}
      >
        {(entries, { isStale }) => (
          <DataTable
            label={words.title}
            columns={COLUMNS}
            rows={entries}
            rowKey={({ id }) => id}
            isStale={isStale}
          />
        )}
      </RowsPicture>
    </>
  );
}
