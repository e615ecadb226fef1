import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { controlPanelRoute } from './control-panel-route';

export const storyRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/completions/$recordId',
  component: lazyRouteComponent(() => import('../pages/story-page'), 'StoryPage'),
});
