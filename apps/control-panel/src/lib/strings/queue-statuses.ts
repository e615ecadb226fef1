import { QueueItemStatus } from '@oracle-integration/contracts';

export const queueStatuses = {
  [QueueItemStatus.Queued]: { name: 'Queued', meaning: 'Waits for its turn' },
  [QueueItemStatus.Sending]: { name: 'Sending', meaning: 'On the way now' },
  [QueueItemStatus.Sent]: { name: 'Sent', meaning: 'Oracle has confirmed it' },
  [QueueItemStatus.Failed]: { name: 'Failed', meaning: 'Tried again by itself' },
  [QueueItemStatus.Dead]: { name: 'Dead', meaning: 'Not tried again until requeued' },
  [QueueItemStatus.Parked]: { name: 'Parked', meaning: 'Waits for a mapping or a correction' },
  [QueueItemStatus.Withdrawn]: { name: 'Withdrawn', meaning: 'Revoked in Totara before it was sent' },
} satisfies Record<QueueItemStatus, { name: string; meaning: string }>;
