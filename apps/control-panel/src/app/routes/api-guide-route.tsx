import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireManage } from '../require-manage';
import { tabsRoute } from './tabs-route';

export const apiGuideRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: '/api-guide',
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../../features/api-guide/api-guide-screen'), 'ApiGuideScreen'),
});
