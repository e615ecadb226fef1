import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tabsRoute } from './tabs-route';

export const overviewRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/overview/overview-screen'), 'OverviewScreen'),
});
