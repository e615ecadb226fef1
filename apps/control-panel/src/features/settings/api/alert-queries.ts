import type { AlertsView, AlertTestView } from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';

/** A mail server that does not answer is given up after twenty seconds. */
const TEST_TIMEOUT_MS = 60_000;

export const alertQueries = {
  /** What people were told of, and how each way of telling them fares. */
  current: () =>
    queryOptions({
      queryKey: ['alerts'],
      queryFn: ({ signal }) => callApi<AlertsView>('/api/admin/alerts', { signal }),
      refetchOnWindowFocus: 'always',
    }),
};

/** Sends a message over each way that is set up, by the settings that are saved. */
export function useTestAlerts() {
  const queryClient = useQueryClient();
  return useMutation<AlertTestView, ApiError, void>({
    mutationFn: () => callApi('/api/admin/alerts/test', { method: 'POST', timeoutMs: TEST_TIMEOUT_MS }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['alerts'] }),
  });
}
