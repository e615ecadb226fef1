import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../lib/strings';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { QueryPicture } from '../../ui/query-picture';
import { RefreshMark } from '../../ui/refresh-mark';
import type { SearchChange } from '../../ui/search-link';
import type { QueueStanding } from './api/queue';
import { queueQueries } from './api/queue-queries';
import { isSomethingStopped } from './cause-cards';
import { ViewSwitch } from './components/view-switch';
import { GroupsView } from './groups-view';
import { ItemsView } from './items-view';
import { isFiltered, type QueueSearch, type QueueView } from './queue-search';
import { RejectedView } from './rejected-view';
import { RevokedView } from './revoked-view';
import './queue.css';

interface QueueScreenProps {
  search: QueueSearch;
  /** Changes the address. */
  onSearch: (change: SearchChange) => void;
  storyOf: (recordId: string) => ReactNode;
  toStory: (recordId: string, name: ReactNode) => ReactNode;
}

const words = strings.queue;

/** `/control-panel/queue`: what must still reach Oracle, what is stopped and why, and who has to act. */
export function QueueScreen({ search, onSearch, storyOf, toStory }: QueueScreenProps) {
  const query = useQuery(queueQueries.standing());
  const { dataUpdatedAt, isFetching, error } = query;
  return (
    <>
      <PageHeader
        title={words.title}
        purpose={words.purpose}
        aside={
          query.data && (
            <RefreshMark
              updatedAt={new Date(dataUpdatedAt)}
              isFetching={isFetching}
              isStale={error !== null}
            />
          )
        }
      />
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.list.loading} />}
        failedTitle={words.list.failedTitle}
      >
        {(standing) => {
          const view = viewOf(search, standing);
          return (
            <>
              <ViewSwitch view={view} />
              {view === 'groups' && <GroupsView standing={standing} />}
              {view === 'items' && (
                <ItemsView search={search} standing={standing} onSearch={onSearch} storyOf={storyOf} />
              )}
              {view === 'revoked' && <RevokedView toStory={toStory} />}
              {view === 'rejected' && <RejectedView toStory={toStory} />}
            </>
          );
        }}
      </QueryPicture>
    </>
  );
}

/** What the address asks for; else the groups when something is stopped, and the items when nothing is. */
function viewOf(search: QueueSearch, standing: QueueStanding): QueueView {
  if (search.view !== undefined) return search.view;
  if (isFiltered(search) || search.item !== undefined) return 'items';
  return isSomethingStopped(standing) ? 'groups' : 'items';
}
