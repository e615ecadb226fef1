import type {
  ConnectionStep,
  ConnectionTestView,
  TestConnectionRequest,
  TotaraConnectionStep,
} from '@oracle-integration/contracts';
import { useMutation } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';

/** The two systems that the service connects. */
export type Peer = 'oracle' | 'totara';

export type PeerTest = ConnectionTestView<ConnectionStep | TotaraConnectionStep>;

/** Tries a connection with values that need not be saved yet. */
export function useTestConnection(peer: Peer) {
  return useMutation<PeerTest, ApiError, Required<TestConnectionRequest>>({
    mutationFn: (body) => callApi(`/api/admin/connections/${peer}/test`, { method: 'POST', body }),
  });
}
