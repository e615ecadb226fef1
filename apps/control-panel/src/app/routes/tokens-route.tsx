import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireManage } from '../require-manage';
import { controlPanelRoute } from './control-panel-route';

export const tokensRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/tokens',
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../../features/tokens/tokens-screen'), 'TokensScreen'),
});
