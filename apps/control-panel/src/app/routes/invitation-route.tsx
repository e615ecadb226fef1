import { Anchor } from '@mantine/core';
import { createRoute, Link, useNavigate } from '@tanstack/react-router';
import { InvitationScreen } from '../../features/session/invitation-screen';
import { parseSetUpSearch } from '../../features/session/set-up-search';
import { strings } from '../../lib/strings';
import { rootRoute } from './root-route';

/** `/invitation?token=…`: the link by which somebody joins, or chooses a new password. */
export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  validateSearch: parseSetUpSearch,
  component: InvitationPage,
});

function InvitationPage() {
  const { token = '' } = invitationRoute.useSearch();
  const navigate = useNavigate();
  return (
    <InvitationScreen
      token={token}
      onSignedIn={() => void navigate({ to: '/control-panel', replace: true })}
      signInLink={
        <Anchor component={Link} to="/sign-in">
          {strings.session.toSignIn}
        </Anchor>
      }
    />
  );
}
