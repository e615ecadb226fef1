import {
  ReconciliationState,
  type ReconciliationRowsView,
  type ReconciliationView,
  type StartReconciliationRequest,
} from '@oracle-integration/contracts';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { pollDelay } from '../../../lib/polling';
import type { ReconciliationSearch } from '../reconciliation-search';
import { toReconciliation, toReconciliationRow } from './reconciliation';

const PATH = '/api/admin/reconciliation';
const ROWS_LIMIT = 50;
/** A comparison that nobody asked for begins unseen: the page looks now and then. */
const IDLE_POLL_MS = 30_000;

/** Where the sign-off is downloaded. */
export const SIGN_OFF_PATH = `${PATH}/sign-off.csv`;

/** Which rows: a figure, for a day or a course where it is of one. */
export type RowsBehind = Required<Pick<ReconciliationSearch, 'rows'>> &
  Pick<ReconciliationSearch, 'day' | 'course'>;

export const reconciliationQueries = {
  all: ['reconciliation'] as const,

  /** Where all completions stand; asked often while a comparison is under way. */
  current: () =>
    queryOptions({
      queryKey: [...reconciliationQueries.all, 'current'],
      queryFn: async ({ signal }) => toReconciliation(await callApi<ReconciliationView>(PATH, { signal })),
      refetchInterval: (query) => {
        const current = query.state.data?.current ?? null;
        const isMoving = current !== null && current.state !== ReconciliationState.Stopped;
        const delay = pollDelay(query);
        return isMoving || delay === false ? delay : IDLE_POLL_MS;
      },
    }),

  /** The completions behind a figure. */
  rows: ({ rows, day, course }: RowsBehind) =>
    infiniteQueryOptions({
      queryKey: [...reconciliationQueries.all, 'rows', { rows, day, course }],
      queryFn: async ({ pageParam, signal }) => {
        const params = new URLSearchParams({ kind: rows, limit: String(ROWS_LIMIT) });
        if (day !== undefined) params.set('day', day);
        if (course !== undefined) params.set('courseId', String(course));
        if (pageParam !== null) params.set('cursor', pageParam);
        const page = await callApi<ReconciliationRowsView>(`${PATH}/rows?${params.toString()}`, { signal });
        return { items: page.items.map(toReconciliationRow), nextCursor: page.nextCursor };
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
};

/** Asks for a comparison now; with `confirmRemovals` a stopped one goes on. */
export function useStartComparison() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: StartReconciliationRequest) =>
      callApi<ReconciliationView>(PATH, { method: 'POST', body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: reconciliationQueries.all }),
  });
}
