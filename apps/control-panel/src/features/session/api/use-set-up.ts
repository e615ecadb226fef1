import type { SessionView, SetUpRequest } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { beginSession } from './begin-session';

/** Creates the first manager by the one-time link, and signs them in. */
export function useSetUp(onSignedIn: () => void) {
  const queryClient = useQueryClient();
  return useMutation<SessionView, ApiError, SetUpRequest>({
    mutationFn: (body) => callApi('/api/admin/setup', { method: 'POST', body }),
    onSuccess: (session) => {
      beginSession(queryClient, session);
      onSignedIn();
    },
  });
}
