import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireManage } from '../require-manage';
import { controlPanelRoute } from './control-panel-route';

export const managersRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/managers',
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../../features/managers/managers-screen'), 'ManagersScreen'),
});
