import { account } from './account';
import { audit } from './audit';
import { apiGuide } from './api-guide';
import { backfill } from './backfill';
import { common } from './common';
import { firstRun } from './first-run';
import { historyFiles } from './history-files';
import { imports } from './imports';
import { managers } from './managers';
import { mapping } from './mapping';
import { overview } from './overview';
import { overviewActions } from './overview-actions';
import { people } from './people';
import { queue } from './queue';
import { queueStatuses } from './queue-statuses';
import { quickSetup } from './quick-setup';
import { reconciliation } from './reconciliation';
import { selection } from './selection';
import { session } from './session';
import { settings } from './settings';
import { shell } from './shell';
import { story } from './story';
import { tokens } from './tokens';

/** Every word of the panel, in English. A translation is a second object of this type. */
export const strings = {
  account,
  audit,
  apiGuide,
  backfill,
  common,
  firstRun,
  historyFiles,
  imports,
  managers,
  mapping,
  overview,
  overviewActions,
  people,
  queue,
  queueStatuses,
  quickSetup,
  reconciliation,
  selection,
  session,
  settings,
  shell,
  story,
  tokens,
};

export type Strings = typeof strings;
