import { Skeleton, VisuallyHidden } from '@mantine/core';
import { strings } from '../lib/strings';

/** Inside the frame, while a screen's code is on its way. */
export function ScreenLoading() {
  return (
    <div className="screen-loading" aria-busy>
      <VisuallyHidden role="status">{strings.shell.loading}</VisuallyHidden>
      <Skeleton height={28} width={220} radius="sm" />
      <Skeleton height={18} width="min(100%, 460px)" radius="sm" />
      <Skeleton height={280} radius="md" mt="sm" />
    </div>
  );
}
