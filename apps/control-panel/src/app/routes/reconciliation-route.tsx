import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseReconciliationSearch } from '../../features/reconciliation/reconciliation-search';
import { controlPanelRoute } from './control-panel-route';

export const reconciliationRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/reconciliation',
  validateSearch: parseReconciliationSearch,
  component: lazyRouteComponent(() => import('../pages/reconciliation-page'), 'ReconciliationPage'),
});
