import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { controlPanelRoute } from './control-panel-route';

export const importRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('../pages/import-page'), 'ImportPage'),
});
