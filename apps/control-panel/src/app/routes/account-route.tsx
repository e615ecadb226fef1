import type { SsoRefusal } from '@oracle-integration/contracts';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { refusalOf } from '../../lib/single-sign-on-refusal';
import { controlPanelRoute } from './control-panel-route';

export const accountRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/account',
  validateSearch: (search: Record<string, unknown>): { refused?: SsoRefusal } => ({
    refused: refusalOf(search['refused']),
  }),
  component: lazyRouteComponent(() => import('../pages/account-page'), 'AccountPage'),
});
