import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { SearchLink, type SearchChange } from './search-link';

export type SortDirection = 'asc' | 'desc';

export interface TableSort {
  by: string;
  direction: SortDirection;
  /** What a header's link changes in the address bar; it takes the cursor of the old order out as well. */
  toSearch: (by: string, direction: SortDirection) => SearchChange;
}

interface SortHeaderProps {
  name: string;
  sortBy: string | undefined;
  sort: TableSort | undefined;
  isFigure: boolean | undefined;
}

/** The head of a column; where it sorts, a link to the same list in the other order. */
export function SortHeader({ name, sortBy, sort, isFigure }: SortHeaderProps) {
  if (sortBy === undefined || sort === undefined) {
    return (
      <th role="columnheader" scope="col" data-figure={isFigure}>
        {name}
      </th>
    );
  }
  const isSorted = sort.by === sortBy;
  const next = isSorted && sort.direction === 'asc' ? 'desc' : 'asc';
  const Icon = !isSorted ? IconSelector : sort.direction === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th
      role="columnheader"
      scope="col"
      data-figure={isFigure}
      aria-sort={isSorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <SearchLink change={sort.toSearch(sortBy, next)} className="sort-link">
        {name}
        <Icon size={14} stroke={2} aria-hidden />
      </SearchLink>
    </th>
  );
}
