import type { InvitationView, ManagerView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';

export interface Manager extends Omit<ManagerView, 'createdAt' | 'lastSignedInAt'> {
  createdAt: Date;
  lastSignedInAt: Date | null;
}

export interface Invitation extends Omit<InvitationView, 'createdAt' | 'expiresAt'> {
  createdAt: Date;
  expiresAt: Date;
}

const KEY = ['managers'] as const;

export const managerQueries = {
  /** The prefix of both lists. */
  all: KEY,
  list: () =>
    queryOptions({
      queryKey: [...KEY, 'list'],
      queryFn: async ({ signal }) =>
        (await callApi<ManagerView[]>('/api/admin/managers', { signal })).map(toManager),
    }),
  /** Links that were given out and still work. */
  invitations: () =>
    queryOptions({
      queryKey: [...KEY, 'invitations'],
      queryFn: async ({ signal }) =>
        (await callApi<InvitationView[]>('/api/admin/managers/invitations', { signal })).map(toInvitation),
    }),
};

function toManager(view: ManagerView): Manager {
  return {
    ...view,
    createdAt: new Date(view.createdAt),
    lastSignedInAt: view.lastSignedInAt === null ? null : new Date(view.lastSignedInAt),
  };
}

function toInvitation(view: InvitationView): Invitation {
  return { ...view, createdAt: new Date(view.createdAt), expiresAt: new Date(view.expiresAt) };
}
