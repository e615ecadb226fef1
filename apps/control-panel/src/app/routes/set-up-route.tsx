import { Anchor } from '@mantine/core';
import { createRoute, Link, useNavigate } from '@tanstack/react-router';
import { parseSetUpSearch } from '../../features/session/set-up-search';
import { SetUpScreen } from '../../features/session/set-up-screen';
import { strings } from '../../lib/strings';
import { rootRoute } from './root-route';

/** `/setup?token=…`: the one-time link that a fresh installation prints. */
export const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: parseSetUpSearch,
  component: SetUpPage,
});

function SetUpPage() {
  const search = setUpRoute.useSearch();
  const navigate = useNavigate();
  return (
    <SetUpScreen
      search={search}
      onSignedIn={() =>
        void navigate({ to: '/control-panel/first-steps', search: { step: 1 }, replace: true })
      }
      signInLink={
        <Anchor component={Link} to="/sign-in">
          {strings.session.toSignIn}
        </Anchor>
      }
    />
  );
}
