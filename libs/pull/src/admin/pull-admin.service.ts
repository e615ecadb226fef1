import { Injectable } from '@nestjs/common';
import { AcknowledgementService } from '@oracle-integration/completions';
import {
  courseTitle,
  type CompletionView,
  type ListPullRequestsParams,
  type ListRejectionsParams,
  PULL_REQUESTS_LIMIT_DEFAULT,
  type PullRequestsPageView,
  REJECTIONS_LIMIT_DEFAULT,
  type RejectionsPageView,
  type RejectionView,
  personName,
} from '@oracle-integration/contracts';
import { PullLogRepository } from '../access-log/pull-log.repository';
import {
  decodeRejectionCursor,
  decodeRequestCursor,
  encodeRejectionCursor,
  encodeRequestCursor,
} from './list-cursor';

type Rejection = Awaited<ReturnType<AcknowledgementService['rejections']>>[number];

/** What managers see of those who pull. */
@Injectable()
export class PullAdminService {
  constructor(
    private readonly acknowledgements: AcknowledgementService,
    private readonly log: PullLogRepository,
  ) {}

  /** What outside systems rejected, in their own words, the latest first. */
  async rejections(params: ListRejectionsParams): Promise<RejectionsPageView> {
    const limit = params.limit ?? REJECTIONS_LIMIT_DEFAULT;
    const after = params.cursor === undefined ? undefined : decodeRejectionCursor(params.cursor);
    const [found, counts] = await Promise.all([
      this.acknowledgements.rejections(after, params.consumerId, limit + 1),
      this.acknowledgements.counts(),
    ]);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(rejectionView),
      nextCursor: last && found.length > limit ? encodeRejectionCursor(last.position) : null,
      counts,
    };
  }

  /** Who pulled what, the latest first. */
  async requests(params: ListPullRequestsParams): Promise<PullRequestsPageView> {
    const limit = params.limit ?? PULL_REQUESTS_LIMIT_DEFAULT;
    const after = params.cursor === undefined ? undefined : decodeRequestCursor(params.cursor);
    const found = await this.log.page(after, params, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(({ view }) => view),
      nextCursor: last && found.length > limit ? encodeRequestCursor(last.position) : null,
    };
  }
}

function rejectionView(rejection: Rejection): RejectionView {
  const { position, publicJson, presentRevision } = rejection;
  const { status, userId, courseId, user, course } = JSON.parse(publicJson) as CompletionView;
  return {
    recordId: position.recordId,
    revision: position.revision,
    consumer: rejection.consumer,
    userId,
    user: personName(user),
    courseId,
    course: courseTitle(course),
    status,
    reason: rejection.reason,
    externalId: rejection.externalId,
    rejectedAt: rejection.rejectedAt.toISOString(),
    isCurrent: position.revision === presentRevision,
  };
}
