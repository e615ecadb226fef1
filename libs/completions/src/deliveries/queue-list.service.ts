import { Injectable } from '@nestjs/common';
import {
  type ListQueueParams,
  QUEUE_PAGE_LIMIT_DEFAULT,
  type QueueGroupsView,
  type QueueItemStatus,
  type QueuePageView,
  QueueSort,
} from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';
import {
  attemptView,
  type ItemCriteria,
  type ItemPosition,
  type ItemWalk,
  type ListedItem,
  QueueListingService,
} from '@oracle-integration/queue';
import { LedgerService } from '../ledger.service';
import type { LedgerScope } from './ledger-scope';
import { LedgerSearchService } from './ledger-search.service';
import { QueueItemUnknownError } from './queue-list.errors';
import { decodeQueueCursor, encodeQueueCursor } from './queue-cursor';
import { queueGroupView, queueItemView } from './queue-list.mapper';

/** Items that one look takes in, and that a page may cost in all. */
const LOOK = 2_000;
const LOOKED_AT_MAX = 10_000;

const ITEM_ID = /^\d{1,18}$/;

const WAITING: readonly QueueItemStatus[] = ['queued', 'failed'];

interface Found {
  readonly items: readonly ListedItem[];
  readonly next: ItemPosition | null;
}

/** The queue as managers list it: items with whom they are about. */
@Injectable()
export class QueueListService {
  constructor(
    private readonly listing: QueueListingService,
    private readonly search: LedgerSearchService,
    private readonly ledger: LedgerService,
  ) {}

  async page(params: ListQueueParams): Promise<QueuePageView> {
    const sort = params.sort ?? QueueSort.Newest;
    const criteria = criteriaOf(params, sort);
    const after = params.cursor === undefined ? undefined : decodeQueueCursor(sort, params.cursor);
    const scope = await this.search.scope(params);
    const found = await this.find(scope, criteria, {
      sort,
      after,
      limit: params.limit ?? QUEUE_PAGE_LIMIT_DEFAULT,
    });
    const json = await this.ledger.publicJsonOf(found.items);
    return {
      items: found.items.map((item, index) => queueItemView(item, json[index])),
      nextCursor: found.next && encodeQueueCursor(sort, found.next),
      isSearchTooWide: scope.kind === 'parts' && scope.isTooWide,
    };
  }

  /** What is stopped, by cause: what waits for a person first, the most first. */
  async groups(): Promise<QueueGroupsView> {
    const groups = (await this.listing.groups()).map(queueGroupView);
    const waitsForNobody = (actor: string) => Number(actor === 'nobody');
    return {
      groups: groups.sort(
        (one, other) =>
          waitsForNobody(one.cause.actor) - waitsForNobody(other.cause.actor) || other.count - one.count,
      ),
    };
  }

  /**
   * One item with its attempts, and the revision that it delivers as the ledger holds it.
   *
   * @throws QueueItemUnknownError
   */
  async item(id: string) {
    const item = ITEM_ID.test(id) ? await this.listing.find(id) : undefined;
    if (!item) throw new QueueItemUnknownError(id);
    const [[publicJson], attempts] = await Promise.all([
      this.ledger.publicJsonOf([item]),
      this.listing.attemptsOf([item]),
    ]);
    const view = queueItemView(item, publicJson);
    return { item, publicJson, view, history: attempts.map((attempt) => attemptView(attempt, view)) };
  }

  private async find(scope: LedgerScope, criteria: ItemCriteria, walk: ItemWalk): Promise<Found> {
    if (scope.kind === 'records') {
      const more = { ...walk, limit: walk.limit + 1 };
      return firstOf(await this.listing.ofRecords(scope.recordIds, criteria, more), walk.limit, null);
    }
    const items: ListedItem[] = [];
    let { after } = walk;
    // One more than a page is enough where all that is looked at is meant.
    let limit = scope.kind === 'all' ? walk.limit + 1 : LOOK;
    for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += limit, limit = LOOK) {
      const looked = await this.listing.look(criteria, { ...walk, after, limit });
      const within = await this.search.within(
        scope,
        looked.items.map(({ recordId }) => recordId),
      );
      items.push(...looked.items.filter(({ recordId }) => within.has(recordId)));
      if (items.length > walk.limit || looked.next === null) return firstOf(items, walk.limit, looked.next);
      after = looked.next;
    }
    return { items, next: after ?? null };
  }
}

/** A page of what was found; what lies behind it decides whether the list goes on. */
function firstOf(found: readonly ListedItem[], limit: number, next: ItemPosition | null): Found {
  if (found.length <= limit) return { items: found, next };
  const items = found.slice(0, limit);
  return { items, next: items.at(-1)!.position };
}

/** @throws RequestInvalidError for what an order does not list */
function criteriaOf({ status = [], causeCode }: ListQueueParams, sort: QueueSort): ItemCriteria {
  if (sort === QueueSort.NextAttempt && status.some((one) => !WAITING.includes(one))) {
    const message = 'sort nextAttempt lists what waits: leave status out, or give queued or failed';
    throw new RequestInvalidError([{ field: 'sort', message }]);
  }
  const statuses = sort === QueueSort.NextAttempt && status.length === 0 ? WAITING : status;
  return { statuses, ...(causeCode !== undefined && { causeCode }) };
}
