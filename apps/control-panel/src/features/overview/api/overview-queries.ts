import type { OverviewView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { livePolling } from '../../../lib/polling';
import { toOverview } from './overview';

export const overviewQueries = {
  /** The state of everything, live. */
  current: () =>
    queryOptions({
      queryKey: ['overview'],
      queryFn: async ({ signal }) =>
        toOverview(await callApi<OverviewView>('/api/admin/overview', { signal })),
      ...livePolling,
    }),
};
