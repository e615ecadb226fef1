import { useInfiniteQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import type { Column } from '../../ui/data-table';
import { Nothing } from '../../ui/nothing';
import { RelativeTime } from '../../ui/relative-time';
import type { RevokedDelivery } from './api/queue';
import { queueQueries } from './api/queue-queries';
import { PagedList, type ToStory } from './components/paged-list';

const words = strings.queue.revoked;

/** What Oracle has although Totara took it back: for a person to decide. */
export function RevokedView({ toStory }: { toStory: ToStory }) {
  return (
    <PagedList
      query={useInfiniteQuery(queueQueries.revoked())}
      words={words}
      columnsOf={columnsOf}
      rowKey={({ queueItemId }) => queueItemId}
      toStory={toStory}
    />
  );
}

function columnsOf(now: Date): Column<RevokedDelivery>[] {
  return [
    {
      id: 'sent',
      header: words.sent,
      cell: ({ sentAt }) => (sentAt ? <RelativeTime moment={sentAt} now={now} /> : <Nothing />),
    },
    {
      id: 'revoked',
      header: words.revoked,
      cell: ({ revokedAt }) => <RelativeTime moment={revokedAt} now={now} />,
    },
    {
      id: 'externalId',
      header: words.externalId,
      cell: ({ externalId }) => externalId ?? <Nothing />,
    },
  ];
}
