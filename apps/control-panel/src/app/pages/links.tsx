import { IconArrowLeft } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** From a row of a list to the story of its completion; the whole row is the link. */
export function storyRowLink(recordId: string, name: ReactNode): ReactNode {
  return (
    <Link to="/control-panel/completions/$recordId" params={{ recordId }} className="row-link">
      {name}
    </Link>
  );
}

/** Above a page's title: to the list that it was opened from. */
export function BackLink({ to, children }: { to: NonNullable<LinkProps['to']>; children: ReactNode }) {
  return (
    <Link to={to} className="text-link back-link">
      <IconArrowLeft size={16} aria-hidden /> {children}
    </Link>
  );
}
