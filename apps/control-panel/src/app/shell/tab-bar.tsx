import { Link } from '@tanstack/react-router';
import type { Tab } from './navigation';

interface TabBarProps {
  label: string;
  tabs: readonly Tab[];
}

/** The pages of one place, as links: each has an address that can be sent to a colleague. */
export function TabBar({ label, tabs }: TabBarProps) {
  return (
    <nav className="tab-bar" aria-label={label}>
      {tabs.map(({ to, label: name, isExact }) => (
        <Link key={to} to={to} activeOptions={{ exact: isExact }} className="tab">
          {name}
        </Link>
      ))}
    </nav>
  );
}
