import type { ChangeSettingsRequest, SettingsView } from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { refreshFigures } from '../api/refresh-figures';

const SETTINGS = '/api/admin/settings';

export const settingsQueries = {
  /** By which variable the Pull API is pinned; `null` where a manager may switch it. */
  pullPin: () =>
    queryOptions({
      queryKey: ['settings'],
      queryFn: ({ signal }) => callApi<SettingsView>(SETTINGS, { signal }),
      staleTime: 60_000,
      select: pullPinOf,
    }),
};

function pullPinOf({ settings }: SettingsView): string | null {
  const setting = settings['pullEnabled'];
  return setting?.isPinned ? setting.variable : null;
}

/** Switches the public Pull API on or off. */
export function useSwitchPull(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation<SettingsView, ApiError, boolean>({
    mutationFn: (pullEnabled) => {
      const body: ChangeSettingsRequest = { changes: { pullEnabled } };
      return callApi(SETTINGS, { method: 'PUT', body });
    },
    onSuccess: async () => {
      onDone();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['settings'] }),
        refreshFigures(queryClient),
      ]);
    },
  });
}
