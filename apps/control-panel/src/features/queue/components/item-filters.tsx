import { QUEUE_ITEM_STATUSES } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { ActiveFilter, FilterChips } from '../../../ui/filter-chips';
import { QUEUE_STATUS_LOOKS } from '../../../ui/queue-status';
import { SearchField } from '../../../ui/search-field';
import { SearchLink, type SearchChange } from '../../../ui/search-link';
import type { QueueItem, QueueStanding } from '../api/queue';
import { filterChange, isFiltered, type QueueSearch, withStatusTurned } from '../queue-search';

interface ItemFiltersProps {
  search: QueueSearch;
  counts: QueueStanding['counts'];
  /** The rows shown: one of them has the words for what the list is narrowed to by a link. */
  items: readonly QueueItem[];
  onSearch: (change: SearchChange) => void;
}

const words = strings.queue.list;

/** What the list is narrowed to: words to search for, statuses, a cause, a course. */
export function ItemFilters({ search, counts, items, onSearch }: ItemFiltersProps) {
  const causeReason = items.find((item) => item.cause?.code === search.cause)?.cause?.reason;
  const courseName = items.find(({ courseId }) => courseId === search.course)?.course;
  const { q, status, cause, course } = search;
  return (
    <div className="queue-filters">
      <SearchField
        label={words.search}
        isLabelHidden
        placeholder={words.searchPlaceholder}
        value={q ?? ''}
        onSearch={(text) => onSearch(filterChange({ q: text || undefined }))}
      />
      <FilterChips
        label={words.statuses}
        choices={QUEUE_ITEM_STATUSES.map((one) => ({
          key: one,
          label: strings.queueStatuses[one].name,
          isChosen: status?.includes(one) ?? false,
          change: filterChange({ status: withStatusTurned(status, one) }),
          count: counts[one],
          ...QUEUE_STATUS_LOOKS[one],
        }))}
      />
      {isFiltered(search) && (
        <div className="chips">
          {cause !== undefined && (
            <ActiveFilter change={filterChange({ cause: undefined })}>
              {words.causeFilter(causeReason ?? cause)}
            </ActiveFilter>
          )}
          {course !== undefined && (
            <ActiveFilter change={filterChange({ course: undefined })}>
              {words.courseFilter(courseName ?? String(course))}
            </ActiveFilter>
          )}
          <SearchLink
            change={filterChange({ q: undefined, status: undefined, cause: undefined, course: undefined })}
            className="quiet-link"
          >
            {words.clear}
          </SearchLink>
        </div>
      )}
    </div>
  );
}
