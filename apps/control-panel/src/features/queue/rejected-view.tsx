import { useInfiniteQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import type { Column } from '../../ui/data-table';
import { RelativeTime } from '../../ui/relative-time';
import { queueQueries } from './api/queue-queries';
import type { Rejection } from './api/rejection';
import { PagedList, type ToStory } from './components/paged-list';

const words = strings.queue.rejected;

/** What outside systems pulled and could not use, with their reasons: for whoever runs them. */
export function RejectedView({ toStory }: { toStory: ToStory }) {
  return (
    <PagedList
      query={useInfiniteQuery(queueQueries.rejected())}
      words={words}
      columnsOf={columnsOf}
      rowKey={({ recordId, revision, consumer }) => `${recordId} ${revision} ${consumer}`}
      toStory={toStory}
    />
  );
}

function columnsOf(now: Date): Column<Rejection>[] {
  return [
    {
      id: 'reason',
      header: words.reason,
      cell: ({ consumer, reason }) => (
        <>
          {strings.story.rejected(consumer, reason)}
          <div className="quiet cell-note">{words.action(consumer)}</div>
        </>
      ),
    },
    {
      id: 'rejected',
      header: words.rejected,
      cell: ({ rejectedAt }) => <RelativeTime moment={rejectedAt} now={now} />,
    },
  ];
}
