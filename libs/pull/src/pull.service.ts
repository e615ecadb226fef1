import { Injectable } from '@nestjs/common';
import { CompletionFeedService } from '@oracle-integration/completions';
import { COMPLETION_PAGE_LIMIT_DEFAULT, type ListCompletionsParams } from '@oracle-integration/contracts';
import { FeedRequests } from './feed-request';
import { pageTag } from './page-tag';

const BEFORE_ITEMS = Buffer.from('{"items":[');

export interface PulledPage {
  /** A `CompletionPageView` as JSON. */
  readonly body: Buffer;
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
   * One page as JSON: the records are stored as text, and their bytes are passed on as they are.
   *
   * @throws PullDisabledError, CursorInvalidError, CursorOfOtherFiltersError
   */
  async page(params: ListCompletionsParams, consumerId: number): Promise<PulledPage> {
    const { filters, after, cursorOf } = await this.requests.understand(params, consumerId);
    const page = await this.feed.page(after, params.limit ?? COMPLETION_PAGE_LIMIT_DEFAULT, filters);
    const consistentThrough = page.consistentThrough.toISOString();
    const nextCursor = cursorOf(page.lastSeq ?? after);
    return {
      body: Buffer.concat([
        BEFORE_ITEMS,
        page.items,
        Buffer.from(
          `],"hasMore":${page.hasMore},"nextCursor":"${nextCursor}","consistentThrough":"${consistentThrough}"}`,
        ),
      ]),
      tag: pageTag(after, filters, page),
      count: page.count,
      consistentThrough,
    };
  }
}
