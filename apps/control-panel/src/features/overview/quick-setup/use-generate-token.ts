import type { GenerateApiToken, GeneratedApiTokenView } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';

/** Generates an API token. The answer is kept nowhere but in the dialog that shows it. */
export function useGenerateToken() {
  const queryClient = useQueryClient();
  return useMutation<GeneratedApiTokenView, ApiError, GenerateApiToken>({
    mutationFn: (body) => callApi('/api/admin/tokens', { method: 'POST', body }),
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
  });
}
