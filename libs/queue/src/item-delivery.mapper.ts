import type { CompletionDeliveryView, DeliveryAttemptView } from '@oracle-integration/contracts';
import type { ItemStory } from './queue-item';

export function itemDeliveryView(
  { id, createdAt, ...item }: ItemStory,
  history: DeliveryAttemptView[],
): CompletionDeliveryView {
  return {
    queueItemId: id,
    revision: item.revision,
    status: item.status,
    attempts: item.attempts,
    createdAt: createdAt?.toISOString() ?? null,
    sentAt: item.sentAt?.toISOString() ?? null,
    nextAttemptAt: item.nextAttemptAt?.toISOString() ?? null,
    externalId: item.externalId,
    causeCode: item.causeCode,
    causeDetail: item.causeDetail,
    revokedAt: item.revokedAt?.toISOString() ?? null,
    history,
  };
}
