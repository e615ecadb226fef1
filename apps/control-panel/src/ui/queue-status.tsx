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
import { strings } from '../lib/strings';
import { StatusWord } from './status-word';
import type { Icon, Tone } from './tone';

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

/** The status of a queue item as word, icon and colour. */
export function QueueStatus({ status }: { status: QueueItemStatus }) {
  return <StatusWord {...QUEUE_STATUS_LOOKS[status]}>{strings.queueStatuses[status].name}</StatusWord>;
}
