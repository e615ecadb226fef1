import { Button } from '@mantine/core';
import { ReconciliationState } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { Notice } from '../../../ui/notice';
import { TechnicalDetails } from '../../../ui/technical-details';
import { toast } from '../../../ui/toast';
import type { ReconciliationRun } from '../api/reconciliation';
import { useStartComparison } from '../api/reconciliation-queries';

const words = strings.reconciliation.run;

/** The comparison that is asked for, under way, or stopped until somebody confirms what it found. */
export function RunNotice({ run }: { run: ReconciliationRun }) {
  const { state, rowsCompared, trouble } = run;
  if (state === ReconciliationState.Stopped && trouble) return <StoppedRun trouble={trouble} />;
  const isBegun = state === ReconciliationState.Running;
  return <Notice tone="progress">{isBegun ? words.running(rowsCompared) : words.requested}</Notice>;
}

function StoppedRun({ trouble }: { trouble: NonNullable<ReconciliationRun['trouble']> }) {
  const { mayManage } = useViewer();
  const [isAsking, setIsAsking] = useState(false);
  const start = useStartComparison();
  const confirm = () =>
    start.mutate(
      { confirmRemovals: true },
      {
        onSuccess: () => {
          toast.done(words.confirmed);
          setIsAsking(false);
        },
      },
    );
  return (
    <Notice
      tone="stopped"
      title={words.stoppedTitle}
      action={mayManage && <Button onClick={() => setIsAsking(true)}>{words.confirm}</Button>}
    >
      {trouble.reason}
      <div>
        <strong>{words.whoActs}:</strong> {trouble.action}
      </div>
      <TechnicalDetails rows={[[strings.queue.groups.code, trouble.code]]} />
      <ConfirmDialog
        isOpen={isAsking}
        title={words.confirmTitle}
        confirmLabel={words.confirmButton}
        isDangerous
        isPending={start.isPending}
        error={start.error}
        onConfirm={confirm}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.confirmText}</p>
      </ConfirmDialog>
    </Notice>
  );
}
