import {
  type ErasePersonRequest,
  type ErasurePreviewView,
  ErasureState,
  type ErasureView,
} from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { pollDelay } from '../../../lib/polling';
import { peopleQueries } from './people-queries';

/** Whom it is about. */
export interface PersonKey {
  userId: number;
  site: string;
}

const pathOf = ({ userId }: PersonKey) => `/api/admin/people/${userId}/erasure`;

export const erasureQueries = {
  /** What erasing the person would do; asked anew each time somebody is about to. */
  preview: ({ userId, site }: PersonKey) =>
    queryOptions({
      queryKey: ['erasure-preview', userId, site],
      queryFn: () =>
        callApi<ErasurePreviewView>(pathOf({ userId, site }), {
          method: 'POST',
          body: { site, dryRun: true } satisfies ErasePersonRequest,
        }),
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: false,
    }),

  /** One erasure; asked again until it is done. */
  erasure: (id: string) =>
    queryOptions({
      queryKey: ['erasures', id],
      queryFn: ({ signal }) =>
        callApi<ErasureView>(`/api/admin/erasures/${encodeURIComponent(id)}`, { signal }),
      refetchInterval: (query) => (query.state.data?.state === ErasureState.Done ? false : pollDelay(query)),
    }),
};

/** Where the certificate to print is. */
export function certificatePath(id: string): string {
  return `/api/admin/erasures/${encodeURIComponent(id)}/certificate`;
}

/** Erases the person; `confirm` is their number or e-mail address, typed. */
export function useErasePerson(person: PersonKey) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (confirm: string) =>
      callApi<ErasureView>(pathOf(person), {
        method: 'POST',
        body: { site: person.site, confirm } satisfies ErasePersonRequest,
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleQueries.all }),
  });
}
