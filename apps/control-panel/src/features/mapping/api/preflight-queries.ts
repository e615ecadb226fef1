import {
  type PreflightsView,
  PreflightState,
  type PreflightView,
  type RequestPreflight,
} from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { pollDelay } from '../../../lib/polling';

const PREFLIGHTS = '/api/admin/mapping/preflights';

export function isRunning({ state }: PreflightView): boolean {
  return state === PreflightState.Running;
}

export const preflightQueries = {
  all: ['mapping', 'preflights'] as const,

  /** The latest twenty, the newest first, live while one of them runs. */
  latest: () =>
    queryOptions({
      queryKey: [...preflightQueries.all, 'latest'],
      queryFn: async ({ signal }) => (await callApi<PreflightsView>(PREFLIGHTS, { signal })).preflights,
      refetchInterval: (query) => (query.state.data?.some(isRunning) ? pollDelay(query) : false),
    }),
};

export function useStartPreflight() {
  return usePreflightCall<RequestPreflight>((body) => callApi(PREFLIGHTS, { method: 'POST', body }));
}

/** Ends it; what it found so far stays. */
export function useCancelPreflight() {
  return usePreflightCall<string>((id) => callApi(`${PREFLIGHTS}/${id}`, { method: 'DELETE' }));
}

function usePreflightCall<Input>(mutationFn: (input: Input) => Promise<PreflightView>) {
  const queryClient = useQueryClient();
  return useMutation<PreflightView, ApiError, Input>({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: preflightQueries.all }),
  });
}
