import type { SessionView, SingleSignOnView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { isSignedOutError } from '../../../lib/api-error';
import { rememberCsrfToken } from '../../../lib/csrf-token';

export const sessionQueries = {
  /** Who is signed in, or `null` for nobody. Asked anew when the tab is shown again: another tab may have signed out. */
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => fetchSession(signal),
      staleTime: 60_000,
      refetchOnWindowFocus: 'always',
    }),
};

/** What the sign-in page must know of single sign-on. */
export const singleSignOnQuery = () =>
  queryOptions({
    queryKey: ['single-sign-on'],
    queryFn: ({ signal }) => callApi<SingleSignOnView>('/api/admin/sso', { signal }),
    staleTime: 60_000,
  });

async function fetchSession(signal: AbortSignal): Promise<SessionView | null> {
  try {
    const session = await callApi<SessionView>('/api/admin/session', { signal });
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    // Being signed out is an answer, not a failure.
    if (isSignedOutError(error)) return null;
    throw error;
  }
}
