import { strings } from '../../../lib/strings';
import { EmptyState } from '../../../ui/empty-state';
import { isFiltered, type QueueSearch } from '../queue-search';

const words = strings.queue.list;

/** In place of the rows: nothing waits, nothing matches, or the search has not come to its end. */
export function NoItems({ search, goesOn }: { search: QueueSearch; goesOn: boolean }) {
  if (goesOn) return <EmptyState title={words.searchGoesOnTitle}>{words.searchGoesOn}</EmptyState>;
  if (isFiltered(search)) return <EmptyState title={words.noMatchTitle}>{words.noMatch}</EmptyState>;
  return <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>;
}
