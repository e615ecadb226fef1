import type {
  AcceptInvitationRequest,
  OpenedInvitationView,
  SessionView,
} from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { beginSession } from './begin-session';

export const invitationQueries = {
  /** Whom a link is for. The token goes in the body: an address bar is logged on the way. */
  opened: (token: string) =>
    queryOptions<OpenedInvitationView, ApiError>({
      queryKey: ['invitation', token],
      queryFn: ({ signal }) =>
        callApi('/api/admin/invitations/open', { method: 'POST', body: { token }, signal }),
      retry: false,
      staleTime: Infinity,
    }),
};

/** Sets the password that the holder of a link chose, and signs in. */
export function useAcceptInvitation(onSignedIn: () => void) {
  const queryClient = useQueryClient();
  return useMutation<SessionView, ApiError, AcceptInvitationRequest>({
    mutationFn: (body) => callApi('/api/admin/invitations/accept', { method: 'POST', body }),
    onSuccess: (session) => {
      beginSession(queryClient, session);
      onSignedIn();
    },
  });
}
