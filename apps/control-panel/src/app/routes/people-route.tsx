import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parsePeopleSearch } from '../../features/people/people-search';
import { controlPanelRoute } from './control-panel-route';

export const peopleRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/people',
  validateSearch: parsePeopleSearch,
  component: lazyRouteComponent(() => import('../pages/people-page'), 'PeoplePage'),
});
