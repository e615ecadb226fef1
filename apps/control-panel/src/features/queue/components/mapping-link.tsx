import { Link } from '@tanstack/react-router';
import type { MappingTab } from '../../../lib/mapping-place';
import { strings } from '../../../lib/strings';

interface MappingLinkProps {
  tab: MappingTab;
  className: string;
}

/** Leads to where a completion that cannot be mapped is mended. */
export function MappingLink({ tab, className }: MappingLinkProps) {
  return (
    <Link to="/control-panel/mapping" search={{ tab }} className={className}>
      {strings.queue.toMapping[tab]}
    </Link>
  );
}
