import { getRouteApi } from '@tanstack/react-router';
import { PersonScreen } from '../../features/people/person-screen';
import { strings } from '../../lib/strings';
import { BackLink, storyRowLink } from './links';

const route = getRouteApi('/signed-in/control-panel/people/$userId');

export function PersonPage() {
  const { userId } = route.useParams();
  const { site } = route.useSearch();
  return (
    <PersonScreen
      userId={Number(userId)}
      site={site}
      toStory={storyRowLink}
      back={<BackLink to="/control-panel/people">{strings.people.detail.back}</BackLink>}
    />
  );
}
