import type { SessionView, SignInRequest } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { beginSession } from './begin-session';

interface SignInOptions {
  /** Whose session ended under their hands. */
  lastManagerId?: string;
  onSignedIn?: () => void;
}

/** Signs a manager in. 401 means wrong e-mail or password, 429 too many attempts. */
export function useSignIn({ lastManagerId, onSignedIn }: SignInOptions) {
  const queryClient = useQueryClient();
  return useMutation<SessionView, ApiError, SignInRequest>({
    mutationFn: (body) => callApi('/api/admin/session', { method: 'POST', body }),
    onSuccess: (session) => {
      beginSession(queryClient, session, lastManagerId);
      onSignedIn?.();
    },
  });
}
