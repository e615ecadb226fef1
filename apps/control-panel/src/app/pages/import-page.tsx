import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ImportScreen } from '../../features/imports/import-screen';
import { strings } from '../../lib/strings';
import { BackLink } from './links';

const route = getRouteApi('/signed-in/control-panel/imports/$importId');

export function ImportPage() {
  const { importId } = route.useParams();
  const navigate = useNavigate();
  return (
    <ImportScreen
      key={importId}
      id={importId}
      back={<BackLink to="/control-panel/imports">{strings.imports.back}</BackLink>}
      onRemoved={() => void navigate({ to: '/control-panel/imports' })}
    />
  );
}
