import { Skeleton, VisuallyHidden } from '@mantine/core';
import { strings } from '../../../lib/strings';
import '../overview.css';

/** The shape of the page while its first figures are on their way. */
export function OverviewSkeleton() {
  return (
    <div className="overview" aria-busy>
      <VisuallyHidden role="status">{strings.overview.loading}</VisuallyHidden>
      <Skeleton height={104} radius="md" />
      <div className="overview-columns">
        <div className="overview-column">
          <Skeleton height={290} radius="md" />
          <Skeleton height={170} radius="md" />
          <Skeleton height={230} radius="md" />
        </div>
        <div className="overview-column">
          <Skeleton height={260} radius="md" />
          <Skeleton height={450} radius="md" />
        </div>
      </div>
    </div>
  );
}
