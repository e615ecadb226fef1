import { Injectable } from '@nestjs/common';
import { type CompletionDeliveryView, QueueItemStatus } from '@oracle-integration/contracts';
import { TallyService } from '@oracle-integration/platform';
import type { CauseSubject } from '../cause-words';
import { DeliveryHistoryRepository } from '../delivery-history.repository';
import { itemDeliveryView } from '../item-delivery.mapper';
import { causeCounts, REVOKED_AFTER_SENT, revokedCount } from '../queue-tally';
import { attemptView } from './attempt.mapper';
import { itemBranches } from './item-branches';
import {
  causeOf,
  type ItemCriteria,
  type ItemGroup,
  type ItemPosition,
  type ItemWalk,
  type ListedItem,
  type LoggedAttempt,
} from './listed-item';
import { QueueListingRepository } from './queue-listing.repository';

const WAITING: ReadonlySet<QueueItemStatus> = new Set(['queued', 'failed']);

const GROUPED: ReadonlySet<QueueItemStatus> = new Set(['failed', 'dead', 'parked']);

/** Items of which each is meant, as far as a list looked. */
export interface LookedAt {
  readonly items: readonly ListedItem[];
  /** Where it goes on; `null` at its end. */
  readonly next: ItemPosition | null;
}

/** What managers see of the queue. Nothing here costs more the more was ever sent. */
@Injectable()
export class QueueListingService {
  constructor(
    private readonly listing: QueueListingRepository,
    private readonly history: DeliveryHistoryRepository,
    private readonly tallies: TallyService,
  ) {}

  /**
   * Looks at the next `limit` items, and answers those that are meant; usually all of them, since each branch is read
   * by an index that holds nothing else.
   */
  async look(criteria: ItemCriteria, walk: ItemWalk): Promise<LookedAt> {
    const branches = itemBranches(criteria, walk.sort, causeCounts(await this.tallies.read('queue')));
    const looked = await this.listing.walk(branches, walk);
    const items = looked.filter((item) => isMeant(criteria, item));
    return { items, next: looked.length < walk.limit ? null : looked.at(-1)!.position };
  }

  ofRecords(recordIds: readonly string[], criteria: ItemCriteria, walk: ItemWalk): Promise<ListedItem[]> {
    return this.listing.ofRecords(recordIds, criteria, walk);
  }

  find(id: string): Promise<ListedItem | undefined> {
    return this.listing.find(id);
  }

  /** The records whose deliveries bear this number of Oracle's. */
  recordsOf(externalId: string): Promise<string[]> {
    return this.listing.recordsOf(externalId);
  }

  /** The attempts of the given items, the oldest first; none once the log was purged. */
  async attemptsOf(items: readonly Pick<ListedItem, 'id' | 'createdAt'>[]): Promise<LoggedAttempt[]> {
    return items.length === 0 ? [] : this.listing.attemptsOf(items);
  }

  /** When the completion that waits longest was queued. */
  async oldestWaitingAt(): Promise<Date | null> {
    const counts = causeCounts(await this.tallies.read('queue'));
    return this.listing.oldestWaitingAt(counts.filter(({ status }) => WAITING.has(status)));
  }

  /** What Oracle took last, the latest first. */
  lastSent(limit: number): Promise<ListedItem[]> {
    return this.listing.lastSent(limit);
  }

  /** What became of a record's deliveries, each with its attempts, in the order of its revisions. */
  async deliveriesOf(recordId: string, subject?: CauseSubject): Promise<CompletionDeliveryView[]> {
    const stories = await this.history.itemsOf(recordId);
    const items = stories.flatMap(({ id, createdAt }) => (id && createdAt ? [{ id, createdAt }] : []));
    const attempts = await this.attemptsOf(items);
    return stories.map((story) => {
      const own = attempts.filter(({ queueItemId }) => queueItemId === story.id);
      return itemDeliveryView(
        story,
        own.map((attempt) => attemptView(attempt, subject)),
      );
    });
  }

  /** What is stopped or tried again, and what must be mended in Oracle, by status and cause. */
  async groups(): Promise<ItemGroup[]> {
    const tally = await this.tallies.read('queue');
    const stopped = causeCounts(tally).filter(({ status }) => GROUPED.has(status));
    const oldest = await this.listing.oldestOf(stopped);
    const groups = stopped.map((group, index) => ({ ...group, oldestAt: oldest[index] ?? null }));
    const count = revokedCount(tally);
    if (count <= 0) return groups;
    const oldestAt = await this.listing.firstRevokedAt();
    return [...groups, { status: QueueItemStatus.Sent, causeCode: REVOKED_AFTER_SENT, count, oldestAt }];
  }
}

function isMeant({ statuses, causeCode }: ItemCriteria, item: ListedItem): boolean {
  return (
    (statuses.length === 0 || statuses.includes(item.status)) &&
    (causeCode === undefined || causeCode === causeOf(item))
  );
}
