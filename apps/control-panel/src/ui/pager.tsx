import { Button } from '@mantine/core';
import { strings } from '../lib/strings';
import { SearchLink, type SearchChange } from './search-link';

interface PagerProps {
  /** Names the list to a screen reader. */
  label: string;
  /** Where the list begins again; left out on its first page. */
  first?: SearchChange;
  /** The next page; left out at the end of the list. */
  next?: SearchChange;
}

/** Pages of a list that is read by cursor: on to the next one, or back to the start; the browser's Back goes one back. */
export function Pager({ label, first, next }: PagerProps) {
  if (!first && !next) return null;
  return (
    <nav className="pager" aria-label={label}>
      {first && (
        <SearchLink change={first} className="pager-link">
          {strings.common.toStart}
        </SearchLink>
      )}
      {next && (
        <SearchLink change={next} className="pager-link">
          {strings.common.nextPage}
        </SearchLink>
      )}
    </nav>
  );
}

interface ShowMoreProps {
  /** A list that is read page by page. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** Lengthens a list in place. */
export function ShowMore({ query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: ShowMoreProps) {
  if (!hasNextPage) return null;
  return (
    <div className="pager">
      <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {strings.common.showMore}
      </Button>
    </div>
  );
}
