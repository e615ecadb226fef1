import type { PausePushRequest } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { refreshFigures } from '../api/refresh-figures';

const PAUSE = '/api/admin/push/pause';

/** Pauses deliveries, now or in a planned window. */
export function usePausePush(onDone: () => void) {
  return usePushCall<PausePushRequest>((body) => callApi(PAUSE, { method: 'PUT', body }), onDone);
}

/** Ends the pause, or calls off a planned one. */
export function useResumePush(onDone: () => void) {
  return usePushCall<void>(() => callApi(PAUSE, { method: 'DELETE' }), onDone);
}

/** Says that this installation, made from a copy of another one's database, delivers from now on. */
export function useConfirmCopy(onDone: () => void) {
  return usePushCall<void>(() => callApi('/api/admin/push/confirm-copy', { method: 'POST' }), onDone);
}

/** Has Oracle tried again now. */
export function useTryOracleNow(onDone: () => void) {
  return usePushCall<void>(() => callApi('/api/admin/push/probe', { method: 'POST' }), onDone);
}

function usePushCall<Body>(call: (body: Body) => Promise<void>, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation<void, ApiError, Body>({
    mutationFn: call,
    onSuccess: () => {
      onDone();
      return refreshFigures(queryClient);
    },
  });
}
