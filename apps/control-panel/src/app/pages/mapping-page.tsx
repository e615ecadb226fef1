import { getRouteApi } from '@tanstack/react-router';
import { MappingScreen } from '../../features/mapping/mapping-screen';
import { MappingSettings } from '../../features/settings/mapping-settings';

const route = getRouteApi('/signed-in/control-panel/mapping');

/** Tables, preview and preflight; the fields of the mapping are another feature's. */
export function MappingPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <MappingScreen
      search={search}
      // Each letter typed would be a step for the Back button.
      onSearch={(next) => void navigate({ search: next, replace: true })}
      formWith={(children) => <MappingSettings>{children}</MappingSettings>}
    />
  );
}
