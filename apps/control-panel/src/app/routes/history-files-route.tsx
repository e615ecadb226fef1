import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseHistoryFilesSearch } from '../../features/history-files/history-files-search';
import { controlPanelRoute } from './control-panel-route';

export const historyFilesRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/history-files',
  validateSearch: parseHistoryFilesSearch,
  component: lazyRouteComponent(() => import('../pages/history-files-page'), 'HistoryFilesPage'),
});
