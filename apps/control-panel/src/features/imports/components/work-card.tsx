import { Button, Group } from '@mantine/core';
import { ImportState, type SetImportStateRequest } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { Notice } from '../../../ui/notice';
import { ProgressBar } from '../../../ui/progress-bar';
import { Section } from '../../../ui/section';
import { toast } from '../../../ui/toast';
import type { ImportDetail } from '../api/import';
import { useSetImportState } from '../api/import-actions';

const words = strings.imports.work;

/** How far a check or an application is, and what can be done about it. */
export function WorkCard({ detail }: { detail: ImportDetail }) {
  const { id, state, progress, trouble } = detail;
  const { mayManage } = useViewer();
  const setState = useSetImportState(id);
  const [isAsking, setIsAsking] = useState(false);
  const isCheck = state === ImportState.Checking;
  const move = (to: SetImportStateRequest['state']) =>
    setState.mutate(to, {
      onSuccess: () => setIsAsking(false),
      ...(isAsking ? {} : { onError: (error) => toast.failed(words.actionRefused, error) }),
    });
  return (
    <Section heading={strings.imports.states[state]}>
      <ProgressBar
        label={isCheck ? words.checkLabel : words.applyLabel}
        done={progress?.done ?? 0}
        total={progress?.total ?? null}
      />
      {trouble && (
        <Notice tone="attention" title={words.trouble}>
          {trouble}
        </Notice>
      )}
      {mayManage && (
        <WorkButtons
          state={state}
          isPending={setState.isPending}
          onMove={move}
          onCancel={isCheck ? () => move('cancelled') : () => setIsAsking(true)}
        />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.cancelTitle}
        confirmLabel={words.cancelConfirm}
        isDangerous
        isPending={setState.isPending}
        error={setState.error}
        onConfirm={() => move('cancelled')}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.cancelText}</p>
      </ConfirmDialog>
    </Section>
  );
}

interface WorkButtonsProps {
  state: ImportState;
  isPending: boolean;
  onMove: (to: SetImportStateRequest['state']) => void;
  onCancel: () => void;
}

/** A check has written nothing and is stopped at once; whoever cancels an application is asked first. */
function WorkButtons({ state, isPending, onMove, onCancel }: WorkButtonsProps) {
  return (
    <Group gap="sm">
      {state === ImportState.Applying && (
        <Button variant="default" loading={isPending} onClick={() => onMove('paused')}>
          {words.pause}
        </Button>
      )}
      {state === ImportState.Paused && (
        <Button loading={isPending} onClick={() => onMove('running')}>
          {words.resume}
        </Button>
      )}
      <Button variant="default" disabled={isPending} onClick={onCancel}>
        {state === ImportState.Checking ? words.stopCheck : words.cancel}
      </Button>
    </Group>
  );
}
