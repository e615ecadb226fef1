import type { SettingsView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';

export const settingsQueries = {
  /** Every setting. Asked anew when the tab is shown again: somebody else may have saved. */
  current: () =>
    queryOptions({
      queryKey: ['settings'],
      queryFn: ({ signal }) => callApi<SettingsView>('/api/admin/settings', { signal }),
      refetchOnWindowFocus: 'always',
    }),
};
