import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { ApiError, isSignedOutError } from '../../../lib/api-error';
import { rememberCsrfToken } from '../../../lib/csrf-token';
import { sessionQueries } from './session-queries';

/** Ends the session. A session that had ended already counts as success: the manager wanted to be out. */
export function useSignOut(onSignedOut: () => Promise<void>) {
  const queryClient = useQueryClient();
  return useMutation<void, ApiError>({
    mutationFn: endSession,
    onSuccess: () => {
      rememberCsrfToken(null);
      queryClient.setQueryData(sessionQueries.current().queryKey, null);
      return onSignedOut();
    },
  });
}

async function endSession(): Promise<void> {
  try {
    await callApi('/api/admin/session', { method: 'DELETE' });
  } catch (error) {
    if (!isSignedOutError(error)) throw error;
  }
}
