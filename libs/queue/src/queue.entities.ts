import { DeliveryAttemptEntity } from './log/delivery-attempt.entity';
import { DeliveryRequestEntity } from './log/delivery-request.entity';
import { DeliveryReceiptEntity } from './purge/delivery-receipt.entity';
import { QueuePurgeEntity } from './purge/queue-purge.entity';
import { QueueItemEntity } from './queue-item.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const QUEUE_ENTITIES = [
  QueueItemEntity,
  DeliveryAttemptEntity,
  DeliveryRequestEntity,
  DeliveryReceiptEntity,
  QueuePurgeEntity,
] as const;
