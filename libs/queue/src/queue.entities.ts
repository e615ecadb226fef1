import { DeliveryAttemptEntity } from './delivery-attempt.entity';
import { QueueItemEntity } from './queue-item.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const QUEUE_ENTITIES = [QueueItemEntity, DeliveryAttemptEntity] as const;
