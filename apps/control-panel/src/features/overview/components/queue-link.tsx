import type { QueueItemStatus } from '@oracle-integration/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface QueueLinkProps {
  /** What of the Queue is shown. */
  search: { view: 'items' | 'revoked'; status?: QueueItemStatus[] };
  className: string;
  children: ReactNode;
}

/** Leads to a part of the Queue. */
export function QueueLink({ search, className, children }: QueueLinkProps) {
  return (
    <Link to="/control-panel/queue" search={search} className={className}>
      {children}
    </Link>
  );
}
