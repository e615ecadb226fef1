import {
  IconArrowsExchange,
  IconBook2,
  IconFileExport,
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
import type { Viewer } from '../../lib/viewer';
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
  /** Whether it is there while the integration is off: what is needed to switch it on again, and who did what. */
  staysWhileOff?: boolean;
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
  { label: words.historyFiles, to: '/control-panel/history-files', icon: IconFileExport },
  {
    label: words.mapping,
    to: '/control-panel/mapping',
    icon: IconArrowsExchange,
    isForManage: true,
    staysWhileOff: true,
  },
  apiGuidePlace,
  {
    label: words.settings,
    to: '/control-panel/settings',
    icon: IconSettings,
    isForManage: true,
    staysWhileOff: true,
  },
  { label: words.tokens, to: '/control-panel/tokens', icon: IconKey, isForManage: true, staysWhileOff: true },
  {
    label: words.managers,
    to: '/control-panel/managers',
    icon: IconUserShield,
    isForManage: true,
    staysWhileOff: true,
  },
  {
    label: words.audit,
    to: '/control-panel/audit',
    icon: IconHistory,
    isForManage: true,
    staysWhileOff: true,
  },
];

/** The pages that the user guide calls the tabs of the Control Panel. */
export const controlPanelTabs: readonly Place[] = [overviewPlace, apiGuidePlace];

/** Pages without an entry of their own that stay as well. */
const STAYING_PATHS: readonly string[] = ['/control-panel/first-steps', '/control-panel/account'];

/** The places that somebody may go to. */
export function placesFor(
  places: readonly Place[],
  { mayManage, isIntegrationEnabled }: Pick<Viewer, 'mayManage' | 'isIntegrationEnabled'>,
): Place[] {
  return places.filter(
    ({ isForManage, staysWhileOff }) =>
      (mayManage || isForManage !== true) && (isIntegrationEnabled || staysWhileOff === true),
  );
}

/** Whether the page at a path is there while the integration is off. */
export function staysWhileOff(path: string): boolean {
  const staying = mainNavigation.filter((place) => place.staysWhileOff).map(({ to }) => String(to));
  return [...staying, ...STAYING_PATHS].some((known) => path.startsWith(known));
}
