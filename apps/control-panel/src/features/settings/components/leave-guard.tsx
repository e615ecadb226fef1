import { useBlocker } from '@tanstack/react-router';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';

const words = strings.settings.leave;

interface Location {
  pathname: string;
  search: object;
}

/** A page, or the part of one that its address names: the form is gone on another. */
function placeOf({ pathname, search }: Location): string {
  return 'tab' in search ? `${pathname} ${String(search.tab)}` : pathname;
}

/** Asks before what was typed is left behind, be it by a link here or by closing the tab. */
export function LeaveGuard({ changes }: { changes: number }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => changes > 0 && placeOf(current) !== placeOf(next),
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
