import type { QueryClient } from '@tanstack/react-query';
import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { PageMissing } from './page-missing';
import { accountRoute } from './routes/account-route';
import { auditRoute } from './routes/audit-route';
import { apiGuideRoute } from './routes/api-guide-route';
import { controlPanelRoute } from './routes/control-panel-route';
import { firstRunRoute } from './routes/first-run-route';
import { historyFilesRoute } from './routes/history-files-route';
import { homeRoute } from './routes/home-route';
import { importRoute } from './routes/import-route';
import { importsRoute } from './routes/imports-route';
import { invitationRoute } from './routes/invitation-route';
import { managersRoute } from './routes/managers-route';
import { mappingRoute } from './routes/mapping-route';
import { overviewRoute } from './routes/overview-route';
import { peopleRoute } from './routes/people-route';
import { personRoute } from './routes/person-route';
import { queueRoute } from './routes/queue-route';
import { reconciliationRoute } from './routes/reconciliation-route';
import { rootRoute } from './routes/root-route';
import { settingsRoute } from './routes/settings-route';
import { setUpRoute } from './routes/set-up-route';
import { signInRoute } from './routes/sign-in-route';
import { signedInRoute } from './routes/signed-in-route';
import { storyRoute } from './routes/story-route';
import { tokensRoute } from './routes/tokens-route';
import { tabsRoute } from './routes/tabs-route';
import { ScreenFailed } from './screen-failed';
import { ScreenLoading } from './screen-loading';

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  setUpRoute,
  invitationRoute,
  signedInRoute.addChildren([
    controlPanelRoute.addChildren([
      tabsRoute.addChildren([overviewRoute, apiGuideRoute]),
      queueRoute,
      storyRoute,
      peopleRoute,
      personRoute,
      reconciliationRoute,
      importsRoute,
      importRoute,
      historyFilesRoute,
      mappingRoute,
      firstRunRoute,
      settingsRoute,
      tokensRoute,
      managersRoute,
      auditRoute,
      accountRoute,
    ]),
  ]),
]);

interface AppRouterOptions {
  queryClient: QueryClient;
  /** The browser's own address bar unless told. */
  history?: RouterHistory;
}

/** The router over all pages. */
export function createAppRouter({ queryClient, history }: AppRouterOptions) {
  return createRouter({
    routeTree,
    history,
    context: { queryClient },
    // The code of a screen is on its way while the pointer still moves; its data is asked for once it is open.
    defaultPreload: 'intent',
    defaultPendingComponent: ScreenLoading,
    defaultErrorComponent: ScreenFailed,
    defaultNotFoundComponent: PageMissing,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
