import { createRoute, Outlet } from '@tanstack/react-router';
import { TabBar } from '../shell/tab-bar';
import { controlPanelTabs } from '../shell/navigation';
import { strings } from '../../lib/strings';
import { signedInRoute } from './signed-in-route';

/** `/control-panel`: its pages are the tabs. */
export const controlPanelRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/control-panel',
  component: ControlPanel,
});

function ControlPanel() {
  return (
    <>
      <TabBar label={strings.shell.controlPanelTabs} tabs={controlPanelTabs} />
      <Outlet />
    </>
  );
}
