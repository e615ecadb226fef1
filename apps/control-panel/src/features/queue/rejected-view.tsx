import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IconCircleCheck } from '@tabler/icons-react';
import { strings } from '../../lib/strings';
import { Clamped } from '../../ui/clamped';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { ShowMore } from '../../ui/pager';
import { QueryPicture } from '../../ui/query-picture';
import { RelativeTime } from '../../ui/relative-time';
import { queueQueries } from './api/queue-queries';
import type { Rejection } from './api/rejection';

const words = strings.queue.rejected;

interface RejectedViewProps {
  /** The way to the story of a completion. */
  toStory: (recordId: string, name: ReactNode) => ReactNode;
}

/** What outside systems pulled and could not use, with their reasons: for whoever runs them. */
export function RejectedView({ toStory }: RejectedViewProps) {
  const query = useInfiniteQuery(queueQueries.rejected());
  const { data, dataUpdatedAt, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <QueryPicture
      query={query}
      skeleton={<ListSkeleton label={words.loading} />}
      failedTitle={words.failedTitle}
    >
      {() =>
        rows.length === 0 ? (
          <EmptyState title={words.emptyTitle} icon={IconCircleCheck}>
            {words.empty}
          </EmptyState>
        ) : (
          <>
            <p className="quiet">{words.purpose}</p>
            <DataTable
              label={words.label}
              columns={columnsOf(new Date(dataUpdatedAt), toStory)}
              rows={rows}
              rowKey={({ recordId, revision, consumer }) => `${recordId} ${revision} ${consumer}`}
            />
            <ShowMore
              hasMore={hasNextPage}
              isPending={isFetchingNextPage}
              onMore={() => void fetchNextPage()}
            />
          </>
        )
      }
    </QueryPicture>
  );
}

function columnsOf(now: Date, toStory: RejectedViewProps['toStory']): Column<Rejection>[] {
  return [
    {
      id: 'person',
      header: strings.queue.list.person,
      isTitle: true,
      cell: ({ recordId, user }) => toStory(recordId, <bdi>{user}</bdi>),
    },
    {
      id: 'course',
      header: strings.queue.list.course,
      cell: ({ course }) => <Clamped>{course}</Clamped>,
    },
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
