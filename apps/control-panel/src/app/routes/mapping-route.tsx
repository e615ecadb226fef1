import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseMappingSearch } from '../../features/mapping/mapping-search';
import { requireManage } from '../require-manage';
import { controlPanelRoute } from './control-panel-route';

export const mappingRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/mapping',
  validateSearch: parseMappingSearch,
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../pages/mapping-page'), 'MappingPage'),
});
