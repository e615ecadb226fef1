import { createRoute, redirect } from '@tanstack/react-router';
import { rootRoute } from './root-route';

/** `/` leads to the overview. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/control-panel', replace: true });
  },
});
