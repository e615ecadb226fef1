import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import { QueryPicture } from '../../ui/query-picture';
import type { Story } from './api/story';
import { storyQueries } from './api/story-queries';
import { RequestDetails } from './components/request-details';
import { StoryTimeline } from './components/story-timeline';
import './story.css';

const words = strings.story;

/** The story of one completion as it stands in a drawer: its lines, and the raw requests folded below. */
export function CompletionStory({ recordId }: { recordId: string }) {
  const query = useQuery(storyQueries.story(recordId));
  return (
    <QueryPicture query={query} skeleton={<StorySkeleton />} failedTitle={words.failedTitle}>
      {(story) => <StoryBody story={story} now={new Date(query.dataUpdatedAt)} />}
    </QueryPicture>
  );
}

/** The lines of a story, and what was sent for each of its deliveries. */
export function StoryBody({ story, now }: { story: Story; now: Date }) {
  return (
    <div className="story">
      <StoryTimeline story={story} now={now} />
      {story.deliveries.map(
        ({ queueItemId, revision }) =>
          queueItemId !== null && (
            <RequestDetails key={queueItemId} queueItemId={queueItemId} revision={revision} />
          ),
      )}
    </div>
  );
}

/** The shape of a timeline while its first lines are on their way. */
export function StorySkeleton() {
  return (
    <div className="story" aria-busy>
      <VisuallyHidden role="status">{words.loading}</VisuallyHidden>
      {['64%', '48%', '56%', '72%', '40%'].map((width) => (
        <Skeleton key={width} height={22} width={width} radius="sm" />
      ))}
    </div>
  );
}
