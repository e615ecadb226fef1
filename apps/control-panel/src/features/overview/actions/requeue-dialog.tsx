import { useQuery } from '@tanstack/react-query';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { previewQueries, useRequeue } from './queue-actions';

const words = strings.overviewActions.requeue;

/** Counts what would be requeued, asks, and does it. */
export function RequeueDialog({ onClose }: { onClose: () => void }) {
  const preview = useQuery(previewQueries.requeue());
  const requeue = useRequeue((result) => {
    toast.done(words.done(result.requeued, result.spreadSeconds));
    onClose();
  });
  const count = preview.data?.requeued;
  return (
    <ConfirmDialog
      isOpen
      title={count ? words.question(count) : words.title}
      confirmLabel={count ? words.confirm(count) : words.title}
      isDisabled={!count}
      isPending={requeue.isPending}
      error={requeue.error ?? preview.error}
      onConfirm={() => requeue.mutate()}
      onClose={onClose}
    >
      {preview.isPending && <p role="status">{strings.overviewActions.counting}</p>}
      {count === 0 && <p>{words.nothing}</p>}
      {preview.data && preview.data.requeued > 0 && (
        <>
          <p>{words.explanation}</p>
          <p>{words.pace(preview.data.spreadSeconds)}</p>
        </>
      )}
    </ConfirmDialog>
  );
}
