import type { SessionView } from '@oracle-integration/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { rememberCsrfToken } from '../../../lib/csrf-token';
import { sessionQueries } from './session-queries';

/**
 * Makes a fresh session the present one. What another manager had loaded is forgotten; the same manager finds the
 * page as it was, asked anew.
 */
export function beginSession(queryClient: QueryClient, session: SessionView, lastManagerId?: string): void {
  const { queryKey } = sessionQueries.current();
  if (session.manager.id !== lastManagerId) queryClient.removeQueries();
  rememberCsrfToken(session.csrfToken);
  queryClient.setQueryData(queryKey, session);
  void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] });
}
