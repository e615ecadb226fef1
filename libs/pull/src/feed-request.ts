import { Injectable } from '@nestjs/common';
import { CompletionFeedService, type FeedFilters } from '@oracle-integration/completions';
import type { ListCompletionsParams } from '@oracle-integration/contracts';
import { Clock, InstallationService } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { decodeCursor, encodeCursor } from './feed-cursor';
import { PullDisabledError } from './pull.errors';
import { parseSince } from './since';

const DAY_MS = 24 * 3600 * 1000;
const NO_FILTERS: FeedFilters = { courseIds: [], userIds: [], statuses: [] };

/** Where a reader begins and what it wants. */
export interface FeedRequest {
  readonly filters: FeedFilters;
  readonly after: string;
  /** The cursor of a position under these filters. */
  cursorOf(position: string): string;
}

/** Understands what an outside system asks for. */
@Injectable()
export class FeedRequests {
  constructor(
    private readonly settings: SettingsService,
    private readonly feed: CompletionFeedService,
    private readonly installation: InstallationService,
    private readonly clock: Clock,
  ) {}

  /** @throws PullDisabledError */
  requireEnabled(): void {
    const { integrationEnabled, pullEnabled } = this.settings.current();
    if (!integrationEnabled) throw new PullDisabledError('integration');
    if (!pullEnabled) throw new PullDisabledError('Pull API');
  }

  /** @throws PullDisabledError, CursorInvalidError, CursorOfOtherFiltersError */
  async understand(params: ListCompletionsParams, consumerId: number): Promise<FeedRequest> {
    this.requireEnabled();
    return this.read(params, consumerId);
  }

  /** The same for an operator, who may read while the Pull API is switched off. */
  async read(params: ListCompletionsParams, consumerId: number): Promise<FeedRequest> {
    const key = await this.installation.cursorKey();
    const filters = filtersOf(params, consumerId);
    const after =
      params.cursor === undefined
        ? await this.feed.positionBefore(this.sinceOf(params))
        : decodeCursor(params.cursor, filters, key);
    return { filters, after, cursorOf: (position) => encodeCursor(position, filters, key) };
  }

  private sinceOf({ since }: ListCompletionsParams): Date {
    const defaultSince = () =>
      new Date(this.clock.now().getTime() - this.settings.current().pullDefaultDays * DAY_MS);
    return (since === undefined ? undefined : parseSince(since)) ?? defaultSince();
  }
}

function filtersOf(params: ListCompletionsParams, consumerId: number): FeedFilters {
  const { courseid, userid, status, acknowledged } = params;
  if (!courseid && !userid && !status && acknowledged === undefined) return NO_FILTERS;
  return {
    courseIds: unique(courseid),
    userIds: unique(userid),
    statuses: unique(status),
    ...(acknowledged === undefined ? {} : { acknowledged: { consumerId, is: acknowledged } }),
  };
}

/** A value given twice asks for the same records once. */
function unique<Value>(values: readonly Value[] = []): Value[] {
  return [...new Set(values)];
}
