import type { ApiTokenListView, ApiTokenView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { dateOf } from '../../../lib/wire-date';

export interface ApiToken extends Omit<ApiTokenView, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'> {
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export const tokenQueries = {
  /** All that are active, and those that ended last. */
  list: () =>
    queryOptions({
      queryKey: ['tokens'],
      queryFn: async ({ signal }) => {
        const { items } = await callApi<ApiTokenListView>('/api/admin/tokens', { signal });
        return items.map(toApiToken);
      },
      refetchInterval: 30_000,
    }),
};

function toApiToken(view: ApiTokenView): ApiToken {
  return {
    ...view,
    createdAt: new Date(view.createdAt),
    expiresAt: dateOf(view.expiresAt),
    lastUsedAt: dateOf(view.lastUsedAt),
    revokedAt: dateOf(view.revokedAt),
  };
}
