import { Checkbox, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SelectionFaults } from '../../../lib/selection';
import { strings } from '../../../lib/strings';
import { FormButtons } from '../../../ui/form-buttons';
import { Notice } from '../../../ui/notice';
import { SelectionFields } from '../../../ui/selection-fields';
import { useRequestBackfill } from './backfill-api';
import { type BackfillFormValues, EMPTY_BACKFILL, readBackfillForm } from './backfill-form-values';

const words = strings.backfill.form;

/** Asks which completions of the past are meant, and has them counted: nothing is queued yet. */
export function BackfillDialog({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState(EMPTY_BACKFILL);
  const [faults, setFaults] = useState<SelectionFaults>({});
  const request = useRequestBackfill(onClose);
  const change = (changed: Partial<BackfillFormValues>) => setValues({ ...values, ...changed });

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readBackfillForm(values);
    setFaults('faults' in read ? read.faults : {});
    if ('criteria' in read) request.mutate({ ...read.criteria, dryRun: true });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      centered
      closeButtonProps={{ 'aria-label': strings.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p>{words.explanation}</p>
          <SelectionFields values={values} faults={faults} onChange={change} />
          <Checkbox
            label={words.force}
            description={words.forceHint}
            checked={values.isForced}
            onChange={({ currentTarget }) => change({ isForced: currentTarget.checked })}
          />
          {request.error && (
            <Notice tone="stopped" requestId={request.error.requestId}>
              {request.error.message}
            </Notice>
          )}
          <FormButtons submit={words.dryRun} isPending={request.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
