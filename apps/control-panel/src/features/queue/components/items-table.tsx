import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { type Column, DataTable, type RowSelection } from '../../../ui/data-table';
import { Nothing } from '../../../ui/nothing';
import { QueueStatus } from '../../../ui/queue-status';
import { RelativeTime } from '../../../ui/relative-time';
import { SearchLink } from '../../../ui/search-link';
import type { TableSort } from '../../../ui/sort-header';
import type { QueueItem } from '../api/queue';

interface ItemsTableProps {
  items: readonly QueueItem[];
  now: Date;
  sort: TableSort;
  activeId?: string;
  isStale: boolean;
  selection?: RowSelection;
}

const words = strings.queue.list;

/** One row an item; its name opens the drawer. */
export function ItemsTable({ items, now, sort, activeId, isStale, selection }: ItemsTableProps) {
  return (
    <DataTable
      label={words.label}
      columns={columnsAt(now)}
      rows={items}
      rowKey={({ id }) => id}
      sort={sort}
      activeKey={activeId}
      isStale={isStale}
      selection={selection}
    />
  );
}

function columnsAt(now: Date): Column<QueueItem>[] {
  return [
    {
      id: 'person',
      header: words.person,
      isTitle: true,
      cell: ({ id, user, staffNumber }) => (
        <>
          <SearchLink change={{ item: id }} className="row-link">
            <bdi>{user}</bdi>
          </SearchLink>
          <div className="quiet cell-note">
            {staffNumber ? <bdi>{staffNumber}</bdi> : words.noStaffNumber}
          </div>
        </>
      ),
    },
    { id: 'course', header: words.course, cell: ({ course }) => <Clamped>{course}</Clamped> },
    { id: 'status', header: words.status, cell: ({ status }) => <QueueStatus status={status} /> },
    { id: 'attempts', header: words.attempts, isFigure: true, cell: ({ attempts }) => attempts },
    {
      id: 'nextAttempt',
      header: words.nextAttempt,
      sortBy: 'nextAttempt',
      cell: ({ nextAttemptAt }) =>
        nextAttemptAt ? <RelativeTime moment={nextAttemptAt} now={now} /> : <Nothing />,
    },
    {
      id: 'cause',
      header: words.cause,
      cell: ({ cause }) => (cause ? <Clamped>{cause.reason}</Clamped> : <Nothing />),
    },
    {
      id: 'queued',
      header: words.queued,
      sortBy: 'created',
      cell: ({ createdAt }) => <RelativeTime moment={createdAt} now={now} />,
    },
  ];
}
