import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ListSkeleton } from './list-skeleton';
import { ShowMore } from './pager';
import { QueryPicture } from './query-picture';

interface RowsPictureProps<Row> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[] }>>;
  words: { loading: string; failedTitle: string };
  /** How many rows the outline has. */
  outlineRows?: number;
  /** What is shown when there is no row. */
  empty: ReactNode;
  children: (rows: readonly Row[], look: { now: Date; isStale: boolean }) => ReactNode;
}

/** A list that is read page by page: its outline, why it did not come, that it is empty, or its rows so far and more. */
export function RowsPicture<Row>({ query, words, outlineRows, empty, children }: RowsPictureProps<Row>) {
  const { dataUpdatedAt, isPlaceholderData } = query;
  return (
    <QueryPicture
      query={query}
      skeleton={<ListSkeleton label={words.loading} {...(outlineRows ? { rows: outlineRows } : {})} />}
      failedTitle={words.failedTitle}
    >
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        const look = { now: new Date(dataUpdatedAt), isStale: isPlaceholderData };
        return (
          <>
            {rows.length === 0 ? empty : children(rows, look)}
            <ShowMore query={query} />
          </>
        );
      }}
    </QueryPicture>
  );
}
