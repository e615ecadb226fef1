import { Injectable } from '@nestjs/common';
import { CompletionFeedService, type FeedFilters } from '@oracle-integration/completions';
import { COMPLETION_PAGE_LIMIT_DEFAULT, type ListCompletionsParams } from '@oracle-integration/contracts';
import { Clock, InstallationService } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { decodeCursor, encodeCursor } from './feed-cursor';
import { PullDisabledError } from './pull.errors';
import { parseSince } from './since';

const DAY_MS = 24 * 3600 * 1000;
const NO_FILTERS: FeedFilters = { courseIds: [], userIds: [], statuses: [] };

/** Serves the ledger to outside systems, in the order of its changes. */
@Injectable()
export class PullService {
  constructor(
    private readonly settings: SettingsService,
    private readonly feed: CompletionFeedService,
    private readonly installation: InstallationService,
    private readonly clock: Clock,
  ) {}

  /**
   * One page as JSON text (a `CompletionPageView`): the records are stored as text and never parsed on the way.
   *
   * @throws PullDisabledError, CursorInvalidError, CursorOfOtherFiltersError
   */
  async page(params: ListCompletionsParams): Promise<string> {
    this.requireEnabled();
    const key = await this.installation.cursorKey();
    const filters = filtersOf(params);
    const after = await this.startOf(params, filters, key);
    const page = await this.feed.page(after, params.limit ?? COMPLETION_PAGE_LIMIT_DEFAULT, filters);
    const nextCursor = encodeCursor(page.lastSeq ?? after, filters, key);
    return `{"items":[${page.items}],"hasMore":${page.hasMore},"nextCursor":"${nextCursor}","consistentThrough":"${page.consistentThrough.toISOString()}"}`;
  }

  private requireEnabled(): void {
    const { integrationEnabled, pullEnabled } = this.settings.current();
    if (!integrationEnabled) throw new PullDisabledError('integration');
    if (!pullEnabled) throw new PullDisabledError('Pull API');
  }

  private async startOf(params: ListCompletionsParams, filters: FeedFilters, key: Buffer): Promise<string> {
    if (params.cursor !== undefined) return decodeCursor(params.cursor, filters, key);
    const defaultSince = () =>
      new Date(this.clock.now().getTime() - this.settings.current().pullDefaultDays * DAY_MS);
    const since = (params.since === undefined ? undefined : parseSince(params.since)) ?? defaultSince();
    return this.feed.positionBefore(since);
  }
}

function filtersOf({ courseid, userid, status }: ListCompletionsParams): FeedFilters {
  if (!courseid && !userid && !status) return NO_FILTERS;
  return { courseIds: unique(courseid), userIds: unique(userid), statuses: unique(status) };
}

/** A value given twice asks for the same records once. */
function unique<Value>(values: readonly Value[] = []): Value[] {
  return [...new Set(values)];
}
