import type { PeoplePageView, PersonDetailView } from '@oracle-integration/contracts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { toPersonPage } from './people';

const PEOPLE_LIMIT = 25;
const COMPLETIONS_LIMIT = 50;

export const peopleQueries = {
  all: ['people'] as const,

  /** People by name; without words everybody. */
  list: (q: string | undefined) =>
    infiniteQueryOptions({
      queryKey: [...peopleQueries.all, 'list', q ?? ''],
      queryFn: ({ pageParam, signal }) => {
        const params = new URLSearchParams({ limit: String(PEOPLE_LIMIT) });
        if (q !== undefined) params.set('q', q);
        if (pageParam !== null) params.set('cursor', pageParam);
        return callApi<PeoplePageView>(`/api/admin/people?${params.toString()}`, { signal });
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),

  /** One person with their completions, what changed last first. */
  person: (userId: number, site: string | undefined) =>
    infiniteQueryOptions({
      queryKey: [...peopleQueries.all, 'person', userId, site ?? ''],
      queryFn: async ({ pageParam, signal }) => {
        const params = new URLSearchParams({ limit: String(COMPLETIONS_LIMIT) });
        if (site !== undefined) params.set('site', site);
        if (pageParam !== null) params.set('cursor', pageParam);
        return toPersonPage(
          await callApi<PersonDetailView>(`/api/admin/people/${userId}?${params.toString()}`, { signal }),
        );
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
};
