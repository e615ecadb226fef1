import { common } from './common';
import { imports } from './imports';
import { overview } from './overview';
import { people } from './people';
import { queue } from './queue';
import { queueStatuses } from './queue-statuses';
import { reconciliation } from './reconciliation';
import { session } from './session';
import { shell } from './shell';
import { story } from './story';

/** Every word of the panel, in English. A translation is a second object of this type. */
export const strings = {
  common,
  imports,
  overview,
  people,
  queue,
  queueStatuses,
  reconciliation,
  session,
  shell,
  story,
};

export type Strings = typeof strings;
