import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { QueueScreen } from '../../features/queue/queue-screen';
import { CompletionStory } from '../../features/story/completion-story';
import { strings } from '../../lib/strings';
import { storyRowLink } from './links';

const route = getRouteApi('/signed-in/control-panel/queue');

/** The queue; the story in its drawer is another feature's. */
export function QueuePage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  return (
    <QueueScreen
      search={search}
      onSearch={(change) =>
        void navigate({ to: '.', search: (before) => ({ ...before, ...change }), resetScroll: false })
      }
      toStory={storyRowLink}
      storyOf={(recordId) => (
        <>
          <CompletionStory recordId={recordId} />
          <Link className="text-link" to="/control-panel/completions/$recordId" params={{ recordId }}>
            {strings.queue.item.toStory}
          </Link>
        </>
      )}
    />
  );
}
