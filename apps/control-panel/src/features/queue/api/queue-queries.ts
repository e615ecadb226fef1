import type {
  OverviewView,
  QueueGroupsView,
  QueueItemDetailView,
  QueuePageView,
  RejectionsPageView,
  RevokedDeliveriesPageView,
} from '@oracle-integration/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { livePolling, restingPolling } from '../../../lib/polling';
import type { QueueSearch } from '../queue-search';
import { toRejection } from './rejection';
import { toQueueGroup, toQueueItem, toQueueStanding, toRevokedDelivery } from './queue';

const PAGE_LIMIT = 50;
const LIST_LIMIT = 50;

/** What of the address the list of items depends on. */
export type ItemsFilter = Pick<QueueSearch, 'status' | 'q' | 'cause' | 'course' | 'sort' | 'cursor'>;

export const queueQueries = {
  all: ['queue'] as const,

  /** Counts, holds and flags: what concerns the queue as a whole, live. */
  standing: () =>
    queryOptions({
      queryKey: [...queueQueries.all, 'standing'],
      queryFn: async ({ signal }) =>
        toQueueStanding(await callApi<OverviewView>('/api/admin/overview', { signal })),
      ...livePolling,
    }),

  /** What is stopped or tried again, by cause, live. */
  groups: () =>
    queryOptions({
      queryKey: [...queueQueries.all, 'groups'],
      queryFn: async ({ signal }) => {
        const { groups } = await callApi<QueueGroupsView>('/api/admin/queue/groups', { signal });
        return groups.map(toQueueGroup);
      },
      ...livePolling,
    }),

  /** One page of items; it rests while the manager has chosen some of them. */
  items: ({ status, q, cause, course, sort, cursor }: ItemsFilter, { isResting = false } = {}) =>
    queryOptions({
      queryKey: [...queueQueries.all, 'items', { status, q, cause, course, sort, cursor }],
      queryFn: async ({ signal }) => {
        const params = new URLSearchParams({ limit: String(PAGE_LIMIT) });
        for (const one of status ?? []) params.append('status', one);
        if (q !== undefined) params.set('q', q);
        if (cause !== undefined) params.set('causeCode', cause);
        if (course !== undefined) params.set('courseId', String(course));
        if (sort !== undefined) params.set('sort', sort);
        if (cursor !== undefined) params.set('cursor', cursor);
        const page = await callApi<QueuePageView>(`/api/admin/queue?${params.toString()}`, { signal });
        return { ...page, items: page.items.map(toQueueItem) };
      },
      placeholderData: keepPreviousData,
      ...(isResting ? restingPolling : livePolling),
    }),

  /** One item. */
  item: (id: string) =>
    queryOptions({
      queryKey: [...queueQueries.all, 'item', id],
      queryFn: async ({ signal }) =>
        toQueueItem(
          await callApi<QueueItemDetailView>(`/api/admin/queue/${encodeURIComponent(id)}`, { signal }),
        ),
      ...livePolling,
    }),

  /** What outside systems rejected and did not get anew since, the latest first. */
  rejected: () =>
    infiniteQueryOptions({
      queryKey: [...queueQueries.all, 'rejected'],
      queryFn: async ({ pageParam, signal }) => {
        const params = new URLSearchParams({ limit: String(LIST_LIMIT), current: 'true' });
        if (pageParam !== null) params.set('cursor', pageParam);
        const page = await callApi<RejectionsPageView>(`/api/admin/pull/rejections?${params}`, { signal });
        return { items: page.items.map(toRejection), nextCursor: page.nextCursor };
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),

  /** What Oracle has although Totara took it back, the longest ago first. */
  revoked: () =>
    infiniteQueryOptions({
      queryKey: [...queueQueries.all, 'revoked'],
      queryFn: async ({ pageParam, signal }) => {
        const params = new URLSearchParams({ limit: String(LIST_LIMIT) });
        if (pageParam !== null) params.set('cursor', pageParam);
        const page = await callApi<RevokedDeliveriesPageView>(`/api/admin/queue/revoked?${params}`, {
          signal,
        });
        return { items: page.items.map(toRevokedDelivery), nextCursor: page.nextCursor };
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
};
