import type { AcceptableItem } from './item-rules';

/** An item as `GET /_sandbox/items` shows it. */
export interface RecordedItemView {
  externalId: string;
  receivedAt: string;
  batchId: string;
  item: AcceptableItem;
}

/** An item as it is kept: times are written out for who looks. */
type RecordedItem = Omit<RecordedItemView, 'receivedAt'> & { receivedAt: number };

/** How many of the items recorded last can be looked at. */
export const RECENT_ITEMS_MAX = 1000;

/** The items recorded last, in a ring: the oldest is overwritten. */
export class RecentItems {
  private readonly ring: RecordedItem[] = [];
  private next = 0;

  /** @param recorded `receivedAt` in epoch milliseconds */
  add(recorded: RecordedItem): void {
    this.ring[this.next] = recorded;
    this.next = (this.next + 1) % RECENT_ITEMS_MAX;
  }

  /** Newest first, at most `limit`, of one Totara user when `userId` is given. */
  list({ limit, userId }: { limit: number; userId?: number | undefined }): RecordedItemView[] {
    const newestFirst = [...this.ring.slice(this.next), ...this.ring.slice(0, this.next)].reverse();
    return newestFirst
      .filter(({ item }) => userId === undefined || item.userId === userId)
      .slice(0, limit)
      .map((recorded) => ({ ...recorded, receivedAt: new Date(recorded.receivedAt).toISOString() }));
  }

  clear(): void {
    this.ring.length = 0;
    this.next = 0;
  }
}
