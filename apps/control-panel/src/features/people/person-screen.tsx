import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { EmptyState } from '../../ui/empty-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { ShowMore } from '../../ui/pager';
import { QueryPicture } from '../../ui/query-picture';
import { peopleQueries } from './api/people-queries';
import type { PersonPage } from './api/people';
import { CompletionsTable } from './components/completions-table';
import { ErasePerson, ErasureNotice } from './components/erase-person';
import { PersonHead } from './components/person-head';
import './people.css';

interface PersonScreenProps {
  userId: number;
  site: string | undefined;
  /** The way back to all people. */
  back: ReactNode;
  /** The way to the story of a completion. */
  toStory: (recordId: string, name: ReactNode) => ReactNode;
}

const words = strings.people.detail;

/** `/control-panel/people/:userId`: each course of a person, and where its completion stands. */
export function PersonScreen({ userId, site, back, toStory }: PersonScreenProps) {
  const query = useInfiniteQuery(peopleQueries.person(userId, site));
  const { data, dataUpdatedAt } = query;
  const { mayManage } = useViewer();
  const [erasureId, setErasureId] = useState<string | null>(null);
  const person: PersonPage | undefined = data?.pages[0];
  const completions = data?.pages.flatMap((page) => page.completions) ?? [];
  return (
    <>
      {back}
      <PageHeader
        title={person?.name ?? words.pageTitle}
        purpose={words.purpose}
        aside={
          mayManage &&
          person &&
          erasureId === null && <ErasePerson person={person} onErasing={setErasureId} />
        }
      />
      {erasureId !== null && <ErasureNotice id={erasureId} />}
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} />}
        failedTitle={words.failedTitle}
      >
        {() => (
          <>
            {person && <PersonHead person={person} />}
            {completions.length === 0 ? (
              <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
            ) : (
              <CompletionsTable completions={completions} now={new Date(dataUpdatedAt)} toStory={toStory} />
            )}
            <ShowMore query={query} />
          </>
        )}
      </QueryPicture>
    </>
  );
}
