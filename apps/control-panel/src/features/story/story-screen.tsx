import { courseTitle } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { strings } from '../../lib/strings';
import { PageHeader } from '../../ui/page-header';
import { QueryPicture } from '../../ui/query-picture';
import { Section } from '../../ui/section';
import type { Story } from './api/story';
import { storyQueries } from './api/story-queries';
import { StoryBody, StorySkeleton } from './completion-story';
import { CompletionFacts } from './components/completion-facts';
import { personName } from './person-name';

interface StoryScreenProps {
  recordId: string;
  /** The way on to the person's other courses. */
  toPerson: (person: { userId: number; site: string }) => ReactNode;
}

const words = strings.story;

/** `/control-panel/completions/:id`: everything that happened to one completion. */
export function StoryScreen({ recordId, toPerson }: StoryScreenProps) {
  const query = useQuery(storyQueries.story(recordId));
  const { data, dataUpdatedAt } = query;
  const now = new Date(dataUpdatedAt);
  return (
    <>
      <PageHeader
        title={data ? titleOf(data) : words.pageTitle}
        purpose={words.purpose}
        aside={data && toPerson({ userId: data.completion.userId, site: data.site })}
      />
      <QueryPicture query={query} skeleton={<PageSkeleton />} failedTitle={words.failedTitle}>
        {(story) => (
          <div className="story-columns">
            <Section heading={words.heading} purpose={words.newestLast}>
              <StoryBody story={story} now={now} />
            </Section>
            <Section heading={words.facts.heading}>
              <CompletionFacts story={story} now={now} />
            </Section>
          </div>
        )}
      </QueryPicture>
    </>
  );
}

function PageSkeleton() {
  return (
    <Section heading={words.heading}>
      <StorySkeleton />
    </Section>
  );
}

function titleOf({ completion: { user, course } }: Story): string {
  return words.title(personName(user), courseTitle(course));
}
