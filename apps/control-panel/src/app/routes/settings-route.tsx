import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireManage } from '../require-manage';
import { controlPanelRoute } from './control-panel-route';

export const settingsRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/settings',
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../pages/settings-page'), 'SettingsPage'),
});
