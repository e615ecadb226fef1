import { Injectable } from '@nestjs/common';
import type { RequeuedView, RequeueRequest } from '@oracle-integration/contracts';
import {
  type ItemPosition,
  QueueListingService,
  type RequeueFilter,
  RequeueService,
} from '@oracle-integration/queue';
import type { LedgerScope } from './ledger-scope';
import { LedgerSearchService } from './ledger-search.service';

/** Items looked at, and sent again, at a time. */
const PORTION = 5_000;

/** Sends stopped items again, also those that a search finds. */
@Injectable()
export class LedgerRequeueService {
  constructor(
    private readonly requeues: RequeueService,
    private readonly search: LedgerSearchService,
    private readonly listing: QueueListingService,
  ) {}

  async requeue({ dryRun, q, courseId, ...wanted }: RequeueRequest): Promise<RequeuedView> {
    const filter = { ...wanted, statuses: wanted.statuses ?? (['failed', 'dead'] as const) };
    const scope = await this.search.scope({
      ...(q !== undefined && { q }),
      ...(courseId !== undefined && { courseId }),
    });
    if (scope.kind === 'all') return dryRun ? this.requeues.preview(filter) : this.requeues.requeue(filter);
    const count = await this.count(scope, filter);
    if (dryRun) return this.requeues.previewFound(count);
    return this.requeues.requeueFound({ count, portions: this.found(scope, filter) }, filter);
  }

  private async count(scope: LedgerScope, filter: RequeueFilter): Promise<number> {
    let count = 0;
    for await (const ids of this.found(scope, filter)) count += ids.length;
    return count;
  }

  /** Upwards by id: what fails again meanwhile is not met a second time. */
  private async *found(scope: LedgerScope, filter: RequeueFilter): AsyncGenerator<string[]> {
    const only = filter.itemIds && new Set(filter.itemIds);
    let after: ItemPosition | undefined;
    for (let isMore = true; isMore;) {
      const looked = await this.look(scope, filter, after);
      const within = await this.search.within(
        scope,
        looked.items.map(({ recordId }) => recordId),
      );
      const ids = looked.items
        .filter(({ id, recordId }) => within.has(recordId) && (!only || only.has(id)))
        .map(({ id }) => id);
      if (ids.length > 0) yield ids;
      after = looked.next ?? undefined;
      isMore = looked.next !== null;
    }
  }

  private async look(scope: LedgerScope, criteria: RequeueFilter, after: ItemPosition | undefined) {
    const walk = { sort: 'oldest', after, limit: PORTION } as const;
    if (scope.kind !== 'records') return this.listing.look(criteria, walk);
    const items = await this.listing.ofRecords(scope.recordIds, criteria, walk);
    return { items, next: items.length < PORTION ? null : items.at(-1)!.position };
  }
}
