import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { parsePersonSearch } from '../../features/people/people-search';
import { controlPanelRoute } from './control-panel-route';

export const personRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/people/$userId',
  validateSearch: parsePersonSearch,
  beforeLoad: ({ params: { userId } }) => {
    // A person is known by a number; anything else is no address of the panel.
    if (!/^\d{1,15}$/.test(userId)) throw notFound();
  },
  component: lazyRouteComponent(() => import('../pages/person-page'), 'PersonPage'),
});
