import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatDay, formatExact } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { type Column, DataTable } from '../../../ui/data-table';
import { DetailDrawer } from '../../../ui/detail-drawer';
import { EmptyState } from '../../../ui/empty-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { Nothing } from '../../../ui/nothing';
import { ShowMore } from '../../../ui/pager';
import { QueryPicture } from '../../../ui/query-picture';
import type { ReconciliationRow } from '../api/reconciliation';
import { reconciliationQueries, type RowsBehind } from '../api/reconciliation-queries';

interface RowsDrawerProps {
  behind: RowsBehind;
  courseName: string | undefined;
  onClose: () => void;
  /** The way to the story of a completion. */
  toStory: (recordId: string, name: ReactNode) => ReactNode;
}

const words = strings.reconciliation.rows;

/** The completions behind a figure, each with why it is in there. */
export function RowsDrawer({ behind, courseName, onClose, toStory }: RowsDrawerProps) {
  const query = useInfiniteQuery(reconciliationQueries.rows(behind));
  const { data, hasNextPage } = query;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <DetailDrawer isOpen onClose={onClose} title={titleOf(behind, courseName)} size={860}>
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} />}
        failedTitle={words.failedTitle}
      >
        {() => (
          <>
            {rows.length > 0 && (
              <DataTable
                label={words.label}
                columns={columnsWith(toStory)}
                rows={rows}
                rowKey={({ recordId, source }) => recordId ?? `${source.kind} ${source.rowId}`}
              />
            )}
            {rows.length === 0 && !hasNextPage && (
              <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
            )}
            {rows.length === 0 && hasNextPage && <p className="quiet">{words.searching}</p>}
            <ShowMore query={query} />
          </>
        )}
      </QueryPicture>
    </DetailDrawer>
  );
}

function titleOf({ rows, day, course }: RowsBehind, courseName: string | undefined): string {
  return [
    words.title(strings.reconciliation.kinds[rows]),
    day !== undefined && words.ofDay(day),
    course !== undefined && words.ofCourse(courseName ?? strings.reconciliation.courses.unknown(course)),
  ]
    .filter(Boolean)
    .join(' ');
}

function columnsWith(toStory: RowsDrawerProps['toStory']): Column<ReconciliationRow>[] {
  return [
    {
      id: 'person',
      header: words.person,
      isTitle: true,
      cell: ({ recordId, user, source }) => {
        const name = <bdi>{user}</bdi>;
        if (recordId !== null) return toStory(recordId, name);
        return (
          <>
            {name}
            {source.rowId !== null && (
              <div className="quiet cell-note">{words.row(source.kind, source.rowId)}</div>
            )}
          </>
        );
      },
    },
    { id: 'course', header: words.course, cell: ({ course }) => <Clamped>{course}</Clamped> },
    {
      id: 'completed',
      header: words.completed,
      cell: ({ timecompleted }) =>
        timecompleted ? (
          <time
            dateTime={timecompleted.toISOString()}
            title={formatExact(timecompleted)}
            className="relative-time"
          >
            {formatDay(timecompleted)}
          </time>
        ) : (
          <Nothing />
        ),
    },
    { id: 'reason', header: words.reason, cell: ({ reason }) => reason },
  ];
}
