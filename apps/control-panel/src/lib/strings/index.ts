import { apiGuide } from './api-guide';
import { backfill } from './backfill';
import { common } from './common';
import { imports } from './imports';
import { overview } from './overview';
import { overviewActions } from './overview-actions';
import { people } from './people';
import { queue } from './queue';
import { queueStatuses } from './queue-statuses';
import { quickSetup } from './quick-setup';
import { reconciliation } from './reconciliation';
import { session } from './session';
import { shell } from './shell';
import { story } from './story';

/** Every word of the panel, in English. A translation is a second object of this type. */
export const strings = {
  apiGuide,
  backfill,
  common,
  imports,
  overview,
  overviewActions,
  people,
  queue,
  queueStatuses,
  quickSetup,
  reconciliation,
  session,
  shell,
  story,
};

export type Strings = typeof strings;
