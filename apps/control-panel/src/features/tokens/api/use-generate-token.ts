import type { GenerateApiToken, GeneratedApiTokenView } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { tokenQueries } from './token-queries';

/** Generates a token. The answer holds it, this one time; it is kept in no cache. */
export function useGenerateToken() {
  const queryClient = useQueryClient();
  return useMutation<GeneratedApiTokenView, ApiError, GenerateApiToken>({
    mutationFn: (body) => callApi('/api/admin/tokens', { method: 'POST', body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokenQueries.list().queryKey }),
    gcTime: 0,
  });
}
