import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IconCircleCheck } from '@tabler/icons-react';
import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { type Column, DataTable } from '../../../ui/data-table';
import { EmptyState } from '../../../ui/empty-state';
import { RowsPicture } from '../../../ui/rows-picture';

/** What every row says first: whose completion of which course. */
interface AboutCompletion {
  recordId: string;
  user: string;
  course: string;
}

/** The way to the story of a completion. */
export type ToStory = (recordId: string, name: ReactNode) => ReactNode;

interface PagedListProps<Row> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[] }>>;
  words: {
    label: string;
    purpose: string;
    loading: string;
    failedTitle: string;
    emptyTitle: string;
    empty: string;
  };
  /** What a row says beyond whose completion of which course. */
  columnsOf: (now: Date) => readonly Column<Row>[];
  rowKey: (row: Row) => string;
  toStory: ToStory;
}

/** A list of completions for a person to look at, page after page; where there is none, all is well. */
export function PagedList<Row extends AboutCompletion>(props: PagedListProps<Row>) {
  const { query, words, columnsOf, rowKey, toStory } = props;
  const empty = (
    <EmptyState title={words.emptyTitle} icon={IconCircleCheck}>
      {words.empty}
    </EmptyState>
  );
  return (
    <RowsPicture query={query} words={words} empty={empty}>
      {(rows, { now }) => (
        <>
          <p className="quiet">{words.purpose}</p>
          <DataTable
            label={words.label}
            columns={[...aboutCompletion<Row>(toStory), ...columnsOf(now)]}
            rows={rows}
            rowKey={rowKey}
          />
        </>
      )}
    </RowsPicture>
  );
}

function aboutCompletion<Row extends AboutCompletion>(toStory: ToStory): Column<Row>[] {
  return [
    {
      id: 'person',
      header: strings.queue.list.person,
      isTitle: true,
      cell: ({ recordId, user }) => toStory(recordId, <bdi>{user}</bdi>),
    },
    { id: 'course', header: strings.queue.list.course, cell: ({ course }) => <Clamped>{course}</Clamped> },
  ];
}
