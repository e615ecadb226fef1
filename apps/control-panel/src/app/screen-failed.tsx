import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { strings } from '../lib/strings';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageNotAllowedError } from './require-manage';

const words = strings.shell;

/** Inside the frame, in place of a screen: it is not for this role, or it could not be opened. */
export function ScreenFailed({ error }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof PageNotAllowedError) {
    return <EmptyState title={words.notAllowedTitle}>{words.notAllowed}</EmptyState>;
  }
  return <ErrorState title={words.screenFailed} error={error} onRetry={() => void router.invalidate()} />;
}
