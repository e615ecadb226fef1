import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ReconciliationScreen } from '../../features/reconciliation/reconciliation-screen';
import { strings } from '../../lib/strings';
import { storyRowLink } from './links';

const route = getRouteApi('/signed-in/control-panel/reconciliation');

export function ReconciliationPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  return (
    <ReconciliationScreen
      search={search}
      toStory={storyRowLink}
      policiesLink={
        <Link to="/control-panel/settings" hash="policies" className="text-link">
          {strings.reconciliation.toPolicies}
        </Link>
      }
      onSearch={(change) =>
        void navigate({ to: '.', search: (before) => ({ ...before, ...change }), resetScroll: false })
      }
    />
  );
}
