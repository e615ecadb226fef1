import type { AuditEntryView, AuditPageView } from '@oracle-integration/contracts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { type AuditSearch, toAuditQuery } from '../audit-search';

export interface AuditEntry extends Omit<AuditEntryView, 'at'> {
  at: Date;
}

interface AuditPage {
  items: AuditEntry[];
  nextCursor: string | null;
}

export const auditQueries = {
  /** The newest first, lengthened page by page; what was shown stays while other filters are asked for. */
  list: (search: AuditSearch) =>
    infiniteQueryOptions({
      queryKey: ['audit', search],
      queryFn: ({ signal, pageParam }) => fetchPage(search, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
};

async function fetchPage(
  search: AuditSearch,
  cursor: string | null,
  signal: AbortSignal,
): Promise<AuditPage> {
  const query = toAuditQuery(search);
  if (cursor !== null) query.set('cursor', cursor);
  const page = await callApi<AuditPageView>(`/api/admin/audit?${query}`, { signal });
  return { ...page, items: page.items.map((entry) => ({ ...entry, at: new Date(entry.at) })) };
}
