import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { controlPanelRoute } from './control-panel-route';

export const importsRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/imports',
  component: lazyRouteComponent(() => import('../pages/imports-page'), 'ImportsPage'),
});
