import type {
  ChangeManagerRequest,
  InviteManagerRequest,
  IssuedLinkView,
  ManagerView,
} from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { managerQueries } from './manager-queries';

const addressOf = (id: string) => `/api/admin/managers/${encodeURIComponent(id)}`;

/** Makes the link by which somebody joins; it is shown this once. */
export function useInvite() {
  const refresh = useRefresh();
  return useMutation<IssuedLinkView, ApiError, InviteManagerRequest>({
    mutationFn: (body) => callApi('/api/admin/managers/invitations', { method: 'POST', body }),
    onSuccess: refresh,
    gcTime: 0,
  });
}

/** Makes the link by which a manager chooses a new password; it is shown this once. */
export function useResetPassword() {
  const refresh = useRefresh();
  return useMutation<IssuedLinkView, ApiError, string>({
    mutationFn: (id) => callApi(`${addressOf(id)}/reset`, { method: 'POST' }),
    onSuccess: refresh,
    gcTime: 0,
  });
}

/** Changes a role, or disables or enables an account. 409: it is the last one who may manage. */
export function useChangeManager() {
  const refresh = useRefresh();
  return useMutation<ManagerView, ApiError, { id: string } & ChangeManagerRequest>({
    mutationFn: ({ id, ...body }) => callApi(addressOf(id), { method: 'PATCH', body }),
    onSuccess: refresh,
  });
}

/** Removes an account and ends its sessions. */
export function useRemoveManager() {
  const refresh = useRefresh();
  return useMutation<void, ApiError, string>({
    mutationFn: (id) => callApi(addressOf(id), { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

/** Takes a link back that was not used yet. */
export function useWithdrawInvitation() {
  const refresh = useRefresh();
  return useMutation<void, ApiError, string>({
    mutationFn: (id) =>
      callApi(`/api/admin/managers/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: managerQueries.all });
}
