import { createRoute } from '@tanstack/react-router';
import { signedInRoute } from './signed-in-route';

/** `/control-panel`: every place of the navigation lies below it. */
export const controlPanelRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/control-panel',
});
