import type { LookupPageView, LookupTable } from '@oracle-integration/contracts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';

const LIMIT = 50;

export function lookupPathOf(table: LookupTable): string {
  return `/api/admin/mapping/tables/${table}`;
}

export const lookupQueries = {
  all: ['mapping', 'tables'] as const,

  /** Rows of a lookup table by key; `q` is the beginning of either column. */
  rows: (table: LookupTable, q: string | undefined) =>
    infiniteQueryOptions({
      queryKey: [...lookupQueries.all, table, q ?? ''],
      queryFn: ({ pageParam, signal }) => {
        const params = new URLSearchParams({ limit: String(LIMIT) });
        if (q !== undefined) params.set('q', q);
        if (pageParam !== null) params.set('cursor', pageParam);
        return callApi<LookupPageView>(`${lookupPathOf(table)}?${params.toString()}`, { signal });
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // While one types; the rows of the other table are no rows of this one.
      placeholderData: (previous, query) =>
        query?.queryKey[2] === table ? keepPreviousData(previous) : undefined,
    }),
};
