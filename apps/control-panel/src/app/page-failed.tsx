import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { strings } from '../lib/strings';
import { ErrorState } from '../ui/error-state';

/** A page that could not be opened: most often the service is down. */
export function PageFailed({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main className="entrance">
      <title>{strings.common.productName}</title>
      <ErrorState title={strings.shell.panelFailed} error={error} onRetry={() => void router.invalidate()} />
    </main>
  );
}
