import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { PeopleScreen } from '../../features/people/people-screen';

const route = getRouteApi('/signed-in/control-panel/people');

export function PeoplePage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  return (
    <PeopleScreen
      search={search}
      // Each letter typed would be a step for the Back button.
      onSearch={(next) => void navigate({ to: '/control-panel/people', search: next, replace: true })}
      toPerson={({ userId, site }, name) => (
        <Link
          to="/control-panel/people/$userId"
          params={{ userId: String(userId) }}
          search={{ site }}
          className="row-link"
        >
          {name}
        </Link>
      )}
    />
  );
}
