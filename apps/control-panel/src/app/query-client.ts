import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionQueries } from '../features/session/api/session-queries';
import { ApiError, isSignedOutError } from '../lib/api-error';

const RETRIES = 2;

/**
 * The one QueryClient.
 *
 * A 401 from any call means that nobody is signed in: the session becomes `null`, and the shell, which
 * watches it, leads to the sign-in page.
 */
export function createQueryClient(): QueryClient {
  const noticeSignedOut = (error: unknown) => {
    if (isSignedOutError(error)) queryClient.setQueryData(sessionQueries.current().queryKey, null);
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        // "Offline" is about the internet; this service may well be on the same desk.
        networkMode: 'always',
        retry: (failures, error) => failures < RETRIES && error instanceof ApiError && error.isTransient,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queryClient;
}
