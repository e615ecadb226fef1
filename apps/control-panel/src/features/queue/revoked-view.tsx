import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IconCircleCheck } from '@tabler/icons-react';
import { strings } from '../../lib/strings';
import { Clamped } from '../../ui/clamped';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { Nothing } from '../../ui/nothing';
import { ShowMore } from '../../ui/pager';
import { QueryPicture } from '../../ui/query-picture';
import { RelativeTime } from '../../ui/relative-time';
import type { RevokedDelivery } from './api/queue';
import { queueQueries } from './api/queue-queries';

const words = strings.queue.revoked;

interface RevokedViewProps {
  /** The way to the story of a completion. */
  toStory: (recordId: string, name: ReactNode) => ReactNode;
}

/** What Oracle has although Totara took it back: for a person to decide. */
export function RevokedView({ toStory }: RevokedViewProps) {
  const query = useInfiniteQuery(queueQueries.revoked());
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
              rowKey={({ queueItemId }) => queueItemId}
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

function columnsOf(now: Date, toStory: RevokedViewProps['toStory']): Column<RevokedDelivery>[] {
  return [
    {
      id: 'person',
      header: strings.queue.list.person,
      isTitle: true,
      cell: ({ recordId, user }) => toStory(recordId, <bdi>{user}</bdi>),
    },
    { id: 'course', header: strings.queue.list.course, cell: ({ course }) => <Clamped>{course}</Clamped> },
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
