import { createRoute, Outlet } from '@tanstack/react-router';
import { strings } from '../../lib/strings';
import { controlPanelTabs } from '../shell/navigation';
import { TabBar } from '../shell/tab-bar';
import { controlPanelRoute } from './control-panel-route';

/** The pages that the user guide calls the tabs of the Control Panel. */
export const tabsRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  id: 'tabs',
  component: Tabs,
});

function Tabs() {
  return (
    <>
      <TabBar label={strings.shell.controlPanelTabs} tabs={controlPanelTabs} />
      <Outlet />
    </>
  );
}
