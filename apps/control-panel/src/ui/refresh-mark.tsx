import { strings } from '../lib/strings';
import { formatClock } from '../lib/format';

interface RefreshMarkProps {
  updatedAt: Date;
  isFetching: boolean;
  isStale: boolean;
}

/** `Updated 09:14:05` with a dot that brightens while new figures are on their way. Deliberately not announced. */
export function RefreshMark({ updatedAt, isFetching, isStale }: RefreshMarkProps) {
  return (
    <p className="refresh-mark" data-fetching={isFetching} data-tone={isStale ? 'attention' : 'ok'}>
      <span className="refresh-dot" aria-hidden />
      {strings.overview.updated(formatClock(updatedAt))}
    </p>
  );
}
