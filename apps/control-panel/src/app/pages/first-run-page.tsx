import { getRouteApi, Link } from '@tanstack/react-router';
import { FirstRunScreen } from '../../features/settings/first-run/first-run-screen';
import { strings } from '../../lib/strings';

const route = getRouteApi('/signed-in/control-panel/first-steps');
const words = strings.firstRun;

export function FirstRunPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <FirstRunScreen
      search={search}
      onStep={(step) => void navigate({ search: { step } })}
      onFinish={() => void navigate({ to: '/control-panel' })}
      tokensLink={
        <>
          {words.tokens} <Link to="/control-panel/tokens">{words.toTokens}</Link>.
        </>
      }
      backfillLink={
        <>
          {words.backfill} <Link to="/control-panel">{words.toBackfill}</Link>.
        </>
      }
    />
  );
}
