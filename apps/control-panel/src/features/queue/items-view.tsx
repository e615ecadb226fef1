import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { ListSkeleton } from '../../ui/list-skeleton';
import { Notice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { QueryPicture } from '../../ui/query-picture';
import type { SearchChange } from '../../ui/search-link';
import type { QueueStanding } from './api/queue';
import { queueQueries } from './api/queue-queries';
import { ItemDrawer } from './components/item-drawer';
import { ItemFilters } from './components/item-filters';
import { ItemsTable } from './components/items-table';
import { NoItems } from './components/no-items';
import { RequeueDialog } from './components/requeue-dialog';
import { SelectionBar } from './components/selection-bar';
import { itemsSort, type QueueSearch } from './queue-search';
import { useResending } from './use-resending';

interface ItemsViewProps {
  search: QueueSearch;
  standing: QueueStanding;
  onSearch: (change: SearchChange) => void;
  storyOf: (recordId: string) => ReactNode;
}

const words = strings.queue.list;

/** The items of the queue, page by page. The list rests while some of them are chosen. */
export function ItemsView({ search, standing, onSearch, storyOf }: ItemsViewProps) {
  const { mayManage } = useViewer();
  const resending = useResending();
  const query = useQuery(queueQueries.items(search, { isResting: resending.selected.size > 0 }));
  const items = query.data?.items ?? [];
  // What was chosen on another page, or is not there any more, is not chosen.
  const chosen = items.filter(({ id }) => resending.selected.has(id));
  return (
    <>
      <ItemFilters search={search} counts={standing.counts} items={items} onSearch={onSearch} />
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} />}
        failedTitle={words.failedTitle}
      >
        {({ nextCursor, isSearchTooWide }) => (
          <>
            {isSearchTooWide && <Notice tone="progress">{words.tooWide}</Notice>}
            {items.length === 0 ? (
              <NoItems search={search} goesOn={nextCursor !== null} />
            ) : (
              <ItemsTable
                items={items}
                now={new Date(query.dataUpdatedAt)}
                sort={itemsSort(search)}
                activeId={search.item}
                isStale={query.isPlaceholderData}
                selection={mayManage ? resending.selectionOf(items) : undefined}
              />
            )}
            {chosen.length > 0 && (
              <SelectionBar
                count={chosen.length}
                onSendAgain={() => resending.ask(chosen)}
                onClear={resending.clear}
              />
            )}
            <Pager
              label={words.pages}
              first={search.cursor === undefined ? undefined : { cursor: undefined }}
              next={nextCursor === null ? undefined : { cursor: nextCursor }}
            />
          </>
        )}
      </QueryPicture>
      {search.item !== undefined && (
        <ItemDrawer
          itemId={search.item}
          onClose={() => onSearch({ item: undefined })}
          onSendAgain={(item) => resending.ask([item])}
          storyOf={storyOf}
        />
      )}
      {resending.request && (
        <RequeueDialog request={resending.request} onClose={resending.stopAsking} onDone={resending.clear} />
      )}
    </>
  );
}
