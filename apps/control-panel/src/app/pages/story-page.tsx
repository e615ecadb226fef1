import { getRouteApi, Link } from '@tanstack/react-router';
import { StoryScreen } from '../../features/story/story-screen';
import { strings } from '../../lib/strings';

const route = getRouteApi('/signed-in/control-panel/completions/$recordId');

/** One completion's story, with the way on to its person. */
export function StoryPage() {
  const { recordId } = route.useParams();
  return (
    <StoryScreen
      recordId={recordId}
      toPerson={({ userId, site }) => (
        <Link
          className="text-link"
          to="/control-panel/people/$userId"
          params={{ userId: String(userId) }}
          search={{ site }}
        >
          {strings.story.toPerson}
        </Link>
      )}
    />
  );
}
