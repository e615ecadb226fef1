import { createRoute, useRouter } from '@tanstack/react-router';
import { sessionQueries } from '../../features/session/api/session-queries';
import { parseSignInSearch } from '../../features/session/sign-in-search';
import { SignInScreen } from '../../features/session/sign-in-screen';
import { PageFailed } from '../page-failed';
import { PageLoading } from '../page-loading';
import { rootRoute } from './root-route';
import { toPanelPath } from '../to-panel-path';

/** `/sign-in`: whoever is signed in already is led on. */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: parseSignInSearch,
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const session = await queryClient.ensureQueryData(sessionQueries.current());
    if (session !== null) throw toPanelPath(search.next);
  },
  component: SignInPage,
  pendingComponent: PageLoading,
  errorComponent: PageFailed,
});

function SignInPage() {
  const router = useRouter();
  return <SignInScreen search={signInRoute.useSearch()} onSignedIn={() => void router.invalidate()} />;
}
