import {
  type ImportDetailView,
  type ImportPageView,
  type ImportRowPageView,
  ImportState,
  type ImportVerdict,
} from '@oracle-integration/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { pollDelay } from '../../../lib/polling';
import { type ImportDetail, toImport } from './import';

const LIST_LIMIT = 25;
const ROWS_LIMIT = 50;

const AT_WORK: readonly ImportState[] = [
  ImportState.Uploading,
  ImportState.Checking,
  ImportState.Applying,
  ImportState.Removing,
];

/** Whether an import changes by itself. */
export function isAtWork({ state }: { state: ImportState }): boolean {
  return AT_WORK.includes(state);
}

export const importQueries = {
  all: ['imports'] as const,

  /** Imports, the newest first; asked again while one of them is at work. */
  list: () =>
    infiniteQueryOptions({
      queryKey: [...importQueries.all, 'list'],
      queryFn: async ({ pageParam, signal }) => {
        const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
        const page = await callApi<ImportPageView>(`/api/admin/imports?limit=${LIST_LIMIT}${cursor}`, {
          signal,
        });
        return { items: page.items.map(toImport), nextCursor: page.nextCursor };
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: (query) =>
        query.state.data?.pages.some(({ items }) => items.some(isAtWork)) ? pollDelay(query) : false,
    }),

  /** One import; asked again while it is at work. */
  detail: (id: string) =>
    queryOptions({
      queryKey: [...importQueries.all, 'import', id],
      queryFn: async ({ signal }): Promise<ImportDetail> =>
        toImport(await callApi<ImportDetailView>(`/api/admin/imports/${encodeURIComponent(id)}`, { signal })),
      refetchInterval: (query) => (query.state.data && isAtWork(query.state.data) ? pollDelay(query) : false),
    }),

  /** Rows with their verdicts in the order of lines. */
  rows: (id: string, verdict: ImportVerdict | null) =>
    infiniteQueryOptions({
      queryKey: [...importQueries.all, 'rows', id, verdict],
      queryFn: ({ pageParam, signal }) => {
        const params = new URLSearchParams({ limit: String(ROWS_LIMIT) });
        if (verdict !== null) params.set('verdict', verdict);
        if (pageParam !== null) params.set('cursor', pageParam);
        return callApi<ImportRowPageView>(
          `/api/admin/imports/${encodeURIComponent(id)}/rows?${params.toString()}`,
          { signal },
        );
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
};
