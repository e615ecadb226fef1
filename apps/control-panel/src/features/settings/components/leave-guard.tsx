import { useBlocker } from '@tanstack/react-router';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';

const words = strings.settings.leave;

/** Asks before what was typed is left behind, be it by a link here or by closing the tab. */
export function LeaveGuard({ changes }: { changes: number }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => changes > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => changes > 0,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={status === 'blocked'}
      title={words.title}
      confirmLabel={words.leave}
      isDangerous
      isPending={false}
      error={null}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    >
      {words.text(changes)}
    </ConfirmDialog>
  );
}
