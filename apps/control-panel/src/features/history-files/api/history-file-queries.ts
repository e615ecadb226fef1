import type { HistoryFilesView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { pollDelay } from '../../../lib/polling';
import { isBeingLoaded, isBeingMade, toHistoryFile } from './history-file';

export const HISTORY_FILES = '/api/admin/history-files';

export const pathOf = (id: string) => `${HISTORY_FILES}/${encodeURIComponent(id)}`;

export const historyFileQueries = {
  all: ['history-files'] as const,

  /** The latest twenty, live while one of them is being made or loaded. */
  latest: () =>
    queryOptions({
      queryKey: [...historyFileQueries.all, 'latest'],
      queryFn: async ({ signal }) =>
        (await callApi<HistoryFilesView>(HISTORY_FILES, { signal })).files.map(toHistoryFile),
      refetchInterval: (query) =>
        query.state.data?.some((file) => isBeingMade(file) || isBeingLoaded(file)) ? pollDelay(query) : false,
    }),
};
