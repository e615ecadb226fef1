import { Injectable } from '@nestjs/common';
import {
  courseTitle,
  type CompletionView,
  type ListRevokedDeliveriesParams,
  REVOKED_DELIVERIES_LIMIT_DEFAULT,
  type RevokedDeliveriesPageView,
  type RevokedDeliveryView,
  personName,
} from '@oracle-integration/contracts';
import { QueueService, type RevokedItem } from '@oracle-integration/queue';
import { LedgerService } from '../ledger.service';
import { decodeRevokedCursor, encodeRevokedCursor } from './revoked-cursor';

/** What Oracle has although Totara took it back: somebody must remove it there. */
@Injectable()
export class RevokedDeliveriesService {
  constructor(
    private readonly queue: QueueService,
    private readonly ledger: LedgerService,
  ) {}

  /** One page, the longest ago first. */
  async page(params: ListRevokedDeliveriesParams): Promise<RevokedDeliveriesPageView> {
    const limit = params.limit ?? REVOKED_DELIVERIES_LIMIT_DEFAULT;
    const after = params.cursor === undefined ? undefined : decodeRevokedCursor(params.cursor);
    const found = await this.queue.revokedItems(after, limit + 1);
    const items = found.slice(0, limit);
    const json = await this.ledger.publicJsonOf(items);
    const last = items.at(-1);
    return {
      items: items.flatMap((item, index) => {
        const text = json[index];
        return text === undefined ? [] : [revokedDeliveryView(item, JSON.parse(text) as CompletionView)];
      }),
      nextCursor: last && found.length > limit ? encodeRevokedCursor(last.position) : null,
    };
  }
}

function revokedDeliveryView(
  { id, recordId, revision, sentAt, externalId, revokedAt }: RevokedItem,
  { userId, courseId, user, course }: CompletionView,
): RevokedDeliveryView {
  return {
    queueItemId: id,
    recordId,
    revision,
    userId,
    user: personName(user),
    courseId,
    course: courseTitle(course),
    sentAt: sentAt?.toISOString() ?? null,
    externalId,
    revokedAt: revokedAt.toISOString(),
  };
}
