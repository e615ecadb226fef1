import { ManagerRole } from '@oracle-integration/contracts';
import { sessionQueries } from '../features/session/api/session-queries';
import type { RouterContext } from './routes/root-route';

/** Somebody opened a page that their role does not include. */
export class PageNotAllowedError extends Error {
  override readonly name = 'PageNotAllowedError';
}

/** `beforeLoad` of the pages that only managers who may change things have in their navigation. */
export async function requireManage({ context }: { context: RouterContext }): Promise<void> {
  const session = await context.queryClient.ensureQueryData(sessionQueries.current());
  if (session?.manager.role !== ManagerRole.Manage) throw new PageNotAllowedError();
}
