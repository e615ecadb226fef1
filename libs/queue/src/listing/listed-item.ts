import type { DeliveryAttemptView, QueueItemStatus, QueueSort } from '@oracle-integration/contracts';
import { REVOKED_AFTER_SENT } from '../queue-tally';

/** What a list shows of an item. */
export interface ListedItem {
  readonly id: string;
  readonly recordId: string;
  readonly revision: number;
  readonly status: QueueItemStatus;
  readonly attempts: number;
  readonly answered: number;
  readonly nextAttemptAt: Date;
  readonly causeCode: string | null;
  readonly causeDetail: string | null;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly revokedAt: Date | null;
  /** Where a list goes on after it. */
  readonly position: ItemPosition;
}

/** Why somebody must act, if anybody must: the cause of the last attempt, or that the site took back what was sent. */
export function causeOf({ status, revokedAt, causeCode }: ListedItem): string | null {
  return status === 'sent' && revokedAt !== null ? REVOKED_AFTER_SENT : causeCode;
}

/** A place in a list of items. */
export interface ItemPosition {
  /** Microseconds since 1970 of the next attempt; read by the list by next attempts only. */
  readonly micros: string;
  readonly id: string;
}

/** Which items are meant, by what they know of themselves. */
export interface ItemCriteria {
  /** Empty: whatever the status. */
  readonly statuses: readonly QueueItemStatus[];
  readonly causeCode?: string;
}

/** From where, in which order and how far a list looks. */
export interface ItemWalk {
  readonly sort: QueueSort;
  readonly after: ItemPosition | undefined;
  readonly limit: number;
}

/** Items that stand somewhere for the same cause. */
export interface ItemGroup {
  readonly status: QueueItemStatus;
  readonly causeCode: string | null;
  readonly count: number;
  readonly oldestAt: Date | null;
}

/** One attempt, and of which item it was. */
export interface LoggedAttempt extends Omit<DeliveryAttemptView, 'summary' | 'cause'> {
  readonly queueItemId: string;
  readonly causeCode: string | null;
  readonly causeDetail: string | null;
}
