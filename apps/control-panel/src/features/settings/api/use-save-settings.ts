import type { ChangeSettingsRequest, SettingsView } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { settingsQueries } from './settings-queries';

/** Saves all changes or none. 409 means that somebody else saved meanwhile: what they changed is fetched. */
export function useSaveSettings() {
  const queryClient = useQueryClient();
  const { queryKey } = settingsQueries.current();
  return useMutation<SettingsView, ApiError, ChangeSettingsRequest>({
    mutationFn: (body) => callApi('/api/admin/settings', { method: 'PUT', body }),
    onSuccess: (settings) => {
      queryClient.setQueryData(queryKey, settings);
      // Whether the integration is on, and what each page says of it, may have changed.
      return queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] });
    },
    onError: ({ status }) => (status === 409 ? queryClient.invalidateQueries({ queryKey }) : undefined),
  });
}
