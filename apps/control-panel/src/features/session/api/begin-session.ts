import type { SessionView } from '@oracle-integration/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { rememberCsrfToken } from '../../../lib/csrf-token';
import { sessionQueries } from './session-queries';

/** Makes a fresh session the present one, and forgets whatever an earlier manager had loaded. */
export function beginSession(queryClient: QueryClient, session: SessionView): void {
  queryClient.removeQueries();
  rememberCsrfToken(session.csrfToken);
  queryClient.setQueryData(sessionQueries.current().queryKey, session);
}
