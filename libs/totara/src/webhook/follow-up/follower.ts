import type { Noticed } from '@oracle-integration/completions';
import type { TotaraReader } from '../../reader/totara-reader';
import type { ClaimedMessage } from './claimed-message';
import type { Settlement } from './settlement';

/** Whatever a message leads to is delivered like any other change. */
export const BY_WEBHOOK: Noticed = { kind: 'later', by: 'webhook' };

/** The site that messages come from, and, where it can be asked, its database. */
export interface SiteAtHand {
  readonly siteId: string;
  readonly reader: TotaraReader | undefined;
}

/** Follows up messages of one kind: answers what each of them came to, in any order. */
export interface Follower {
  follow(messages: readonly ClaimedMessage[], site: SiteAtHand): Promise<Settlement[]>;
}
