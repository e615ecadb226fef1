import { QueueItemStatus } from '@oracle-integration/contracts';
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconParking,
  IconRefreshAlert,
  IconSend,
} from '@tabler/icons-react';
import type { Icon, Tone } from '../../ui/tone';

/** How each status looks; its words stand in the catalogue. */
export const QUEUE_STATUS_LOOKS: Readonly<Record<QueueItemStatus, { tone: Tone; icon: Icon }>> = {
  [QueueItemStatus.Queued]: { tone: 'progress', icon: IconClock },
  [QueueItemStatus.Sending]: { tone: 'progress', icon: IconSend },
  [QueueItemStatus.Sent]: { tone: 'ok', icon: IconCircleCheck },
  [QueueItemStatus.Failed]: { tone: 'attention', icon: IconRefreshAlert },
  [QueueItemStatus.Dead]: { tone: 'stopped', icon: IconCircleX },
  [QueueItemStatus.Parked]: { tone: 'attention', icon: IconParking },
  [QueueItemStatus.Withdrawn]: { tone: 'off', icon: IconArrowBackUp },
};
