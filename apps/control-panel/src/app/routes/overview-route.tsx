import { createRoute } from '@tanstack/react-router';
import { OverviewScreen } from '../../features/overview/overview-screen';
import { controlPanelRoute } from './control-panel-route';

export const overviewRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/',
  component: OverviewScreen,
});
