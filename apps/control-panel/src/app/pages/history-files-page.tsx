import { getRouteApi } from '@tanstack/react-router';
import { HistoryFilesScreen } from '../../features/history-files/history-files-screen';

const route = getRouteApi('/signed-in/control-panel/history-files');

export function HistoryFilesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return <HistoryFilesScreen search={search} onSearch={(next) => void navigate({ search: next })} />;
}
