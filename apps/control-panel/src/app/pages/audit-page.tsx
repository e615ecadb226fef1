import { getRouteApi } from '@tanstack/react-router';
import { AuditScreen } from '../../features/audit/audit-screen';

const route = getRouteApi('/signed-in/control-panel/audit');

export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <AuditScreen
      search={search}
      onSearch={(change) => void navigate({ search: (before) => ({ ...before, ...change }) })}
    />
  );
}
