import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { controlPanelRoute } from './control-panel-route';

export const overviewRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/overview/overview-screen'), 'OverviewScreen'),
});
