import { Link } from '@tanstack/react-router';
import { useViewer } from '../../lib/viewer';
import { type Place, placesFor } from './navigation';

interface TabBarProps {
  label: string;
  tabs: readonly Place[];
}

/** The pages of one place, as links: each has an address that can be sent to a colleague. */
export function TabBar({ label, tabs }: TabBarProps) {
  const places = placesFor(tabs, useViewer());
  return (
    <nav className="tab-bar" aria-label={label}>
      {places.map(({ to, label: name, isExact = false }) => (
        <Link key={to} to={to} activeOptions={{ exact: isExact, includeSearch: false }} className="tab">
          {name}
        </Link>
      ))}
    </nav>
  );
}
