import { QUEUE_ITEM_STATUSES, type QueueCountsView, QueueItemStatus } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { Figure } from '../../../ui/figure';
import { FigureList } from '../../../ui/figure-list';
import { QUEUE_STATUS_LOOKS } from '../../../ui/queue-status';
import { Section } from '../../../ui/section';
import { QueueLink } from './queue-link';

const words = strings.overview.queue;

/** How many deliveries stand in each status. */
export function QueueCard({ queue }: { queue: QueueCountsView }) {
  return (
    <Section heading={words.heading} purpose={words.purpose}>
      <FigureList label={words.heading}>
        {QUEUE_ITEM_STATUSES.map((status) => (
          <Figure
            key={status}
            {...strings.queueStatuses[status]}
            {...QUEUE_STATUS_LOOKS[status]}
            count={queue[status]}
            linkOf={(name) => (
              <QueueLink search={{ view: 'items', status: [status] }} className="row-link">
                {name}
              </QueueLink>
            )}
            isWide={status === QueueItemStatus.Sent}
          />
        ))}
      </FigureList>
    </Section>
  );
}
