import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RequeueRequest } from '@oracle-integration/contracts';
import { formatDuration } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { requeuePreview, useRequeue } from '../api/use-requeue';

interface RequeueDialogProps {
  request: RequeueRequest;
  onClose: () => void;
  onDone?: () => void;
}

const words = strings.queue.requeue;
/** What goes out within so many seconds goes out now. */
const NOW_SECONDS = 2;

/** Asks before items are sent again: how many, and how long they take; then says what came of it. */
export function RequeueDialog({ request, onClose, onDone }: RequeueDialogProps) {
  const preview = useQuery(requeuePreview(request));
  const requeue = useRequeue();
  const count = preview.data?.requeued ?? 0;
  const spread = spreadWords(preview.data?.spreadSeconds ?? 0);
  const confirm = () =>
    requeue.mutate(request, {
      onSuccess: ({ requeued, spreadSeconds }) => {
        toast.done(requeued === 1 ? words.doneOne : words.done(requeued, spreadWords(spreadSeconds)));
        onDone?.();
        onClose();
      },
    });
  return (
    <ConfirmDialog
      isOpen
      title={preview.data ? words.title(count) : words.counting}
      confirmLabel={words.confirm(count)}
      isDisabled={count === 0}
      isPending={requeue.isPending}
      error={requeue.error ?? preview.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {preview.data && count === 0 && <p>{words.none}</p>}
      {preview.data && count > 0 && (
        <>
          <p>{words.text(spread)}</p>
          <p>{words.same}</p>
          <p>{words.cause}</p>
        </>
      )}
      {!preview.data && !preview.error && <Skeleton height={48} aria-label={words.counting} />}
    </ConfirmDialog>
  );
}

function spreadWords(seconds: number): string | null {
  return seconds <= NOW_SECONDS ? null : formatDuration(seconds);
}
