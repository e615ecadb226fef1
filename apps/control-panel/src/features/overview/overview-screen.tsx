import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../lib/api-error';
import { strings } from '../../lib/strings';
import { ErrorState } from '../../ui/error-state';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { RefreshMark } from '../../ui/refresh-mark';
import { overviewQueries } from './api/overview-queries';
import { OverviewPicture } from './components/overview-picture';
import { OverviewSkeleton } from './components/overview-skeleton';

const words = strings.overview;

export function OverviewScreen() {
  const { data, error, isFetching, isPending, dataUpdatedAt, refetch } = useQuery(overviewQueries.current());

  return (
    <>
      <PageHeader
        title={words.title}
        purpose={words.purpose}
        aside={
          data && (
            <RefreshMark
              updatedAt={new Date(dataUpdatedAt)}
              isFetching={isFetching}
              isStale={error !== null}
            />
          )
        }
      />
      {data && error && (
        <Notice
          tone="attention"
          title={words.staleTitle}
          requestId={error instanceof ApiError ? error.requestId : null}
        >
          {error.message}
        </Notice>
      )}
      {data && <OverviewPicture overview={data} />}
      {!data && isPending && <OverviewSkeleton />}
      {!data && error && (
        <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}
