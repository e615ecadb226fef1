import type { ChangePasswordRequest, SingleSignOnLinkView } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { accountQueries } from './account-queries';

/** Changes one's own password; all other sessions of one's own end. */
export function useChangePassword() {
  const refresh = useRefreshSessions();
  return useMutation<void, ApiError, ChangePasswordRequest>({
    mutationFn: (body) => callApi('/api/admin/session/password', { method: 'PUT', body }),
    onSuccess: refresh,
    gcTime: 0,
  });
}

/** Ends one of one's own sessions, on whatever device it is. */
export function useEndSession() {
  const refresh = useRefreshSessions();
  return useMutation<void, ApiError, string>({
    mutationFn: (id) => callApi(`/api/admin/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

/** Leads to the identity provider, which comes back here. */
export function useLinkSingleSignOn() {
  return useMutation<SingleSignOnLinkView, ApiError, string>({
    mutationFn: (returnTo) => callApi('/api/admin/sso/link', { method: 'POST', body: { returnTo } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}

function useRefreshSessions() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: accountQueries.sessions().queryKey });
}
