import { Injectable } from '@nestjs/common';
import { CompletionFeedService } from '@oracle-integration/completions';
import { COMPLETION_PAGE_LIMIT_DEFAULT, type ListCompletionsParams } from '@oracle-integration/contracts';
import { FeedRequests } from './feed-request';
import { pageTag } from './page-tag';

export interface PulledPage {
  /** A `CompletionPageView`. */
  readonly text: string;
  readonly tag: string;
  readonly count: number;
  readonly consistentThrough: string;
}

/** Serves the ledger to outside systems, in the order of its changes. */
@Injectable()
export class PullService {
  constructor(
    private readonly requests: FeedRequests,
    private readonly feed: CompletionFeedService,
  ) {}

  /**
   * One page as JSON text: the records are stored as text and never parsed on the way.
   *
   * @throws PullDisabledError, CursorInvalidError, CursorOfOtherFiltersError
   */
  async page(params: ListCompletionsParams, consumerId: number): Promise<PulledPage> {
    const { filters, after, cursorOf } = await this.requests.understand(params, consumerId);
    const page = await this.feed.page(after, params.limit ?? COMPLETION_PAGE_LIMIT_DEFAULT, filters);
    const consistentThrough = page.consistentThrough.toISOString();
    const nextCursor = cursorOf(page.lastSeq ?? after);
    return {
      text: `{"items":[${page.items}],"hasMore":${page.hasMore},"nextCursor":"${nextCursor}","consistentThrough":"${consistentThrough}"}`,
      tag: pageTag(after, filters, page),
      count: page.count,
      consistentThrough,
    };
  }
}
