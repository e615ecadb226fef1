import { Button } from '@mantine/core';
import type { RequeueRequest } from '@oracle-integration/contracts';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { EmptyState } from '../../ui/empty-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { QueryPicture } from '../../ui/query-picture';
import { SearchLink } from '../../ui/search-link';
import type { QueueStanding } from './api/queue';
import { queueQueries } from './api/queue-queries';
import { causesInWords } from './cause-cards';
import { CauseCard } from './components/cause-card';
import { MappingLink } from './components/mapping-link';
import { RequeueDialog } from './components/requeue-dialog';
import { newSearch } from './queue-search';

const words = strings.queue.groups;

/** What is stopped or tried again, by cause, with who must act and a button for the group. */
export function GroupsView({ standing }: { standing: QueueStanding }) {
  const query = useQuery(queueQueries.groups());
  const { mayManage } = useViewer();
  const [request, setRequest] = useState<RequeueRequest | null>(null);
  return (
    <>
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} rows={5} />}
        failedTitle={words.failedTitle}
      >
        {(groups) => {
          const causes = causesInWords(groups, standing);
          if (causes.length === 0) {
            return (
              <EmptyState title={words.emptyTitle} icon={IconCircleCheck}>
                {words.empty}
              </EmptyState>
            );
          }
          return (
            <ul className="causes" aria-label={words.label}>
              {causes.map(({ id, shows, resend, mendedAt, ...cause }) => (
                <CauseCard key={id} {...cause} now={standing.at}>
                  <SearchLink change={newSearch(shows.search)} className="button-link">
                    {shows.label}
                  </SearchLink>
                  {mayManage && mendedAt && <MappingLink tab={mendedAt} className="button-link" />}
                  {mayManage && resend && (
                    <Button
                      variant={resend.isUrgent ? 'filled' : 'default'}
                      leftSection={<IconRefresh size={16} aria-hidden />}
                      onClick={() => setRequest(resend.request)}
                    >
                      {resend.label}
                    </Button>
                  )}
                </CauseCard>
              ))}
            </ul>
          );
        }}
      </QueryPicture>
      {/* Not among the groups: they may be gone before the dialog has said what came of it. */}
      {request && <RequeueDialog request={request} onClose={() => setRequest(null)} />}
    </>
  );
}
