import { IconGauge } from '@tabler/icons-react';
import { strings } from '../../lib/strings';
import type { Icon } from '../../ui/tone';

/** A place in the panel. The router checks each address, so that no entry can lead nowhere. */
interface Place {
  label: string;
  to: '/control-panel';
  /** Whether only this very address is the place, not the addresses below it. */
  isExact: boolean;
}

/** The left navigation. */
export const mainNavigation: readonly (Place & { icon: Icon })[] = [
  { label: strings.shell.controlPanel, to: '/control-panel', isExact: false, icon: IconGauge },
];

/** The pages of the Control Panel. */
export const controlPanelTabs: readonly Place[] = [
  { label: strings.shell.overviewTab, to: '/control-panel', isExact: true },
];

export type Tab = Place;
