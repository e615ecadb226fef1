import {
  IconBook2,
  IconFileImport,
  IconGauge,
  IconHistory,
  IconKey,
  IconListCheck,
  IconScale,
  IconSettings,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { strings } from '../../lib/strings';
import type { Icon } from '../../ui/tone';

/** A place in the panel. The router checks each address, so that no entry can lead nowhere. */
export interface Place {
  label: string;
  to: NonNullable<LinkProps['to']>;
  icon: Icon;
  /** Whether only this very address is the place, not the addresses below it. */
  isExact?: boolean;
  /** Whether only managers who may change things have it; its route then says `beforeLoad: requireManage`. */
  isForManage?: boolean;
}

const words = strings.shell.places;

const overviewPlace: Place = { label: words.overview, to: '/control-panel', icon: IconGauge, isExact: true };
const apiGuidePlace: Place = {
  label: words.apiGuide,
  to: '/control-panel/api-guide',
  icon: IconBook2,
  isForManage: true,
};

/** The left navigation. A new place is a line here, a line in `router.tsx` and a file in `routes/`. */
export const mainNavigation: readonly Place[] = [
  overviewPlace,
  { label: words.queue, to: '/control-panel/queue', icon: IconListCheck },
  { label: words.people, to: '/control-panel/people', icon: IconUsers },
  { label: words.reconciliation, to: '/control-panel/reconciliation', icon: IconScale },
  { label: words.imports, to: '/control-panel/imports', icon: IconFileImport },
  apiGuidePlace,
  { label: words.settings, to: '/control-panel/settings', icon: IconSettings, isForManage: true },
  { label: words.tokens, to: '/control-panel/tokens', icon: IconKey, isForManage: true },
  { label: words.managers, to: '/control-panel/managers', icon: IconUserShield, isForManage: true },
  { label: words.audit, to: '/control-panel/audit', icon: IconHistory, isForManage: true },
];

/** The pages that the user guide calls the tabs of the Control Panel. */
export const controlPanelTabs: readonly Place[] = [overviewPlace, apiGuidePlace];

/** The places that somebody may go to. */
export function placesFor(places: readonly Place[], { mayManage }: { mayManage: boolean }): Place[] {
  return places.filter(({ isForManage }) => mayManage || isForManage !== true);
}
