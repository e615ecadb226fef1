import type { SessionListItemView, SingleSignOnView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';

export interface OwnSession extends Omit<SessionListItemView, 'createdAt' | 'lastUsedAt' | 'expiresAt'> {
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

export const accountQueries = {
  /** One's own open sessions, the last used first. */
  sessions: () =>
    queryOptions({
      queryKey: ['account', 'sessions'],
      queryFn: async ({ signal }) =>
        (await callApi<SessionListItemView[]>('/api/admin/sessions', { signal })).map(toOwnSession),
    }),
  singleSignOn: () =>
    queryOptions({
      queryKey: ['account', 'single-sign-on'],
      queryFn: ({ signal }) => callApi<SingleSignOnView>('/api/admin/sso', { signal }),
    }),
};

function toOwnSession(view: SessionListItemView): OwnSession {
  return {
    ...view,
    createdAt: new Date(view.createdAt),
    lastUsedAt: new Date(view.lastUsedAt),
    expiresAt: new Date(view.expiresAt),
  };
}
