import type { QueueItemStatus } from '@oracle-integration/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface QueueLinkProps {
  status: QueueItemStatus;
  className: string;
  children: ReactNode;
}

/** Leads to the items of one status in the Queue. */
export function QueueLink({ status, className, children }: QueueLinkProps) {
  return (
    <Link to="/control-panel/queue" search={{ view: 'items', status: [status] }} className={className}>
      {children}
    </Link>
  );
}
