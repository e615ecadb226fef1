import type { ReactNode } from 'react';
import { ApiError } from '../lib/api-error';
import { strings } from '../lib/strings';
import { ErrorState } from './error-state';
import { Notice } from './notice';

interface QueryPictureProps<T> {
  query: { data: T | undefined; error: Error | null; refetch: () => Promise<unknown> };
  /** The shape of what is to come. */
  skeleton: ReactNode;
  failedTitle: string;
  children: (data: T) => ReactNode;
}

/**
 * What a query has come to, in plain order: its data, also while newer data is on its way or did not come; else why
 * there is none, and a button to try again; else its outline. What is empty is for the data's own picture to say.
 */
export function QueryPicture<T>({ query, skeleton, failedTitle, children }: QueryPictureProps<T>) {
  const { data, error, refetch } = query;
  if (data === undefined) {
    if (!error) return skeleton;
    return <ErrorState title={failedTitle} error={error} onRetry={() => void refetch()} />;
  }
  return (
    <>
      {error && (
        <Notice
          tone="attention"
          title={strings.common.stale}
          requestId={error instanceof ApiError ? error.requestId : null}
        >
          {error.message}
        </Notice>
      )}
      {children(data)}
    </>
  );
}
