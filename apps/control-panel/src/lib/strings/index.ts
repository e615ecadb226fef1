import { common } from './common';
import { overview } from './overview';
import { queueStatuses } from './queue-statuses';
import { session } from './session';
import { shell } from './shell';

/** Every word of the panel, in English. A translation is a second object of this type. */
export const strings = { common, overview, queueStatuses, session, shell };

export type Strings = typeof strings;
