import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseQueueSearch } from '../../features/queue/queue-search';
import { controlPanelRoute } from './control-panel-route';

export const queueRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/queue',
  validateSearch: parseQueueSearch,
  component: lazyRouteComponent(() => import('../pages/queue-page'), 'QueuePage'),
});
