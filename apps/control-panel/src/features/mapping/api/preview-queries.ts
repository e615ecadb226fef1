import type { MappingPreviewView, SettingChanges } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';

const NEWEST = 5;

export const previewQueries = {
  /** What would be sent of the completions that changed last, by values that need not be saved. */
  newest: (values: SettingChanges) =>
    queryOptions({
      queryKey: ['mapping', 'preview', values],
      queryFn: ({ signal }) =>
        callApi<MappingPreviewView>('/api/admin/mapping/preview', {
          method: 'POST',
          body: { values, newest: NEWEST },
          signal,
        }),
      placeholderData: (previous) => previous,
    }),
};
