import { Button, Group } from '@mantine/core';
import { BackfillState, type BackfillView } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import { useBackfillStep, useRequestBackfill } from './backfill-api';
import { asRealRun } from './backfill-form-values';

const words = strings.backfill;

/** What can be done with a run in its present state. */
export function BackfillButtons({ backfill }: { backfill: BackfillView }) {
  const { state, dryRun, queued } = backfill;
  const canRest = state === BackfillState.Running || state === BackfillState.Counting;
  const canGoOn = state === BackfillState.Paused || state === BackfillState.Failed;
  if (canRest || canGoOn) return <StepButtons backfill={backfill} step={canRest ? 'pause' : 'resume'} />;
  const isFoundOut = state === BackfillState.Finished && dryRun && queued > 0;
  return isFoundOut ? <QueueFound backfill={backfill} /> : null;
}

function StepButtons({ backfill, step }: { backfill: BackfillView; step: 'pause' | 'resume' }) {
  const [isCancelling, setIsCancelling] = useState(false);
  const change = useBackfillStep((changed) => {
    toast.done(words.stepDone[changed.state] ?? changed.summary);
    setIsCancelling(false);
  });
  const isPending = (wanted: string) => change.isPending && change.variables.step === wanted;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        loading={isPending(step)}
        onClick={() =>
          change.mutate(
            { id: backfill.id, step },
            { onError: (error) => toast.failed(words.stepFailed, error) },
          )
        }
      >
        {words.steps[step]}
      </Button>
      <Button variant="default" onClick={() => setIsCancelling(true)}>
        {words.steps.cancel}
      </Button>
      <ConfirmDialog
        isOpen={isCancelling}
        title={words.cancelQuestion}
        confirmLabel={words.steps.cancel}
        isDangerous
        isPending={isPending('cancel')}
        error={change.error}
        onConfirm={() => change.mutate({ id: backfill.id, step: 'cancel' })}
        onClose={() => setIsCancelling(false)}
      >
        <p>{words.cancelExplanation(backfill.dryRun ? 0 : backfill.queued)}</p>
      </ConfirmDialog>
    </Group>
  );
}

function QueueFound({ backfill }: { backfill: BackfillView }) {
  const [isAsking, setIsAsking] = useState(false);
  const request = useRequestBackfill(() => {
    toast.done(words.begun);
    setIsAsking(false);
  });
  return (
    <div>
      <Button onClick={() => setIsAsking(true)}>{words.queueFound(backfill.queued)}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.queueQuestion(backfill.queued)}
        confirmLabel={words.queueFound(backfill.queued)}
        isPending={request.isPending}
        error={request.error}
        onConfirm={() => request.mutate(asRealRun(backfill))}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.queueExplanation(backfill.counts.alreadySent, backfill.force)}</p>
      </ConfirmDialog>
    </div>
  );
}
