import { BackfillState, type BackfillView, type RequestBackfill } from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { livePolling, pollDelay, SLOW_POLL_MS } from '../../../lib/polling';
import { refreshFigures } from '../api/refresh-figures';

const BACKFILLS = '/api/admin/backfills';

/** Whether it moves by itself. */
export function isMoving({ state }: BackfillView): boolean {
  return state === BackfillState.Counting || state === BackfillState.Running;
}

export const backfillQueries = {
  all: ['backfills'] as const,

  /** The one that was asked for last, live while it moves; `null` when there was none. */
  latest: () =>
    queryOptions({
      queryKey: [...backfillQueries.all, 'latest'],
      queryFn: async ({ signal }) => (await callApi<BackfillView[]>(BACKFILLS, { signal }))[0] ?? null,
      ...livePolling,
      refetchInterval: (query) => {
        const backfill = query.state.data;
        if (backfill && isMoving(backfill)) return pollDelay(query);
        return pollDelay(query) !== false && SLOW_POLL_MS;
      },
    }),
};

/** Asks for completions of the past to be queued, or to be counted. */
export function useRequestBackfill(onDone: (backfill: BackfillView) => void) {
  return useBackfillCall<RequestBackfill>((body) => callApi(BACKFILLS, { method: 'POST', body }), onDone);
}

export type BackfillStep = 'pause' | 'resume' | 'cancel';

/** Lets one rest, go on, or end. */
export function useBackfillStep(onDone: (backfill: BackfillView) => void) {
  return useBackfillCall<{ id: string; step: BackfillStep }>(({ id, step }) => {
    if (step === 'cancel') return callApi(`${BACKFILLS}/${id}`, { method: 'DELETE' });
    return callApi(`${BACKFILLS}/${id}/${step}`, { method: 'POST' });
  }, onDone);
}

function useBackfillCall<Body>(
  call: (body: Body) => Promise<BackfillView>,
  onDone: (backfill: BackfillView) => void,
) {
  const queryClient = useQueryClient();
  return useMutation<BackfillView, ApiError, Body>({
    mutationFn: call,
    onSuccess: async (backfill) => {
      onDone(backfill);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: backfillQueries.all }),
        refreshFigures(queryClient),
      ]);
    },
  });
}
