import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseFirstRunSearch } from '../../features/settings/first-run/first-run-steps';
import { requireManage } from '../require-manage';
import { controlPanelRoute } from './control-panel-route';

export const firstRunRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/first-steps',
  validateSearch: parseFirstRunSearch,
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../pages/first-run-page'), 'FirstRunPage'),
});
