import { createRoute, redirect } from '@tanstack/react-router';
import { sessionQueries } from '../../features/session/api/session-queries';
import { PageFailed } from '../page-failed';
import { PageLoading } from '../page-loading';
import { Shell } from '../shell/shell';
import { rootRoute } from './root-route';

/** Every page inside the panel: whoever is not signed in is asked to be, and returns to where they wanted to go. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const session = await queryClient.ensureQueryData(sessionQueries.current());
    if (session === null) {
      throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
    }
  },
  component: Shell,
  pendingComponent: PageLoading,
  errorComponent: PageFailed,
});
