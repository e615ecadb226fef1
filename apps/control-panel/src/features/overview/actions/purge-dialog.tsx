import { useQuery } from '@tanstack/react-query';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { previewQueries, type Purgeable, usePurge } from './queue-actions';

interface PurgeDialogProps {
  what: Purgeable;
  olderThanDays: number;
  onClose: () => void;
}

/** Counts what would be removed, asks, and does it. */
export function PurgeDialog({ what, olderThanDays, onClose }: PurgeDialogProps) {
  const words = strings.overviewActions.purge[what];
  const preview = useQuery(previewQueries.purge(what, olderThanDays));
  const purge = usePurge(what, ({ purged }) => {
    toast.done(words.done(purged));
    onClose();
  });
  const count = preview.data?.purged;
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={count ? words.question(count, olderThanDays) : words.title(olderThanDays)}
      confirmLabel={count ? words.confirm(count) : words.button}
      isDisabled={!count}
      isPending={purge.isPending}
      error={purge.error ?? preview.error}
      onConfirm={() => purge.mutate(olderThanDays)}
      onClose={onClose}
    >
      {preview.isPending && <p role="status">{strings.overviewActions.counting}</p>}
      {count === 0 && <p>{words.nothing(olderThanDays)}</p>}
      {count !== undefined && count > 0 && <p>{words.explanation}</p>}
    </ConfirmDialog>
  );
}
