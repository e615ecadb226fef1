import { Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { FormButtons } from '../../../ui/form-buttons';
import { Notice } from '../../../ui/notice';
import { useRequestBackfill } from './backfill-api';
import {
  type BackfillFormFaults,
  type BackfillFormValues,
  EMPTY_BACKFILL,
  readBackfillForm,
} from './backfill-form-values';

const words = strings.backfill.form;

/** Asks which completions of the past are meant, and has them counted: nothing is queued yet. */
export function BackfillDialog({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState(EMPTY_BACKFILL);
  const [faults, setFaults] = useState<BackfillFormFaults>({});
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
          <DateFields values={values} faults={faults} onChange={change} />
          <TextInput
            label={words.courses}
            description={words.coursesHint}
            placeholder="88, 91"
            value={values.courses}
            error={faults.courses}
            onChange={({ currentTarget }) => change({ courses: currentTarget.value })}
          />
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

interface DateFieldsProps {
  values: BackfillFormValues;
  faults: BackfillFormFaults;
  onChange: (changed: Partial<BackfillFormValues>) => void;
}

function DateFields({ values, faults, onChange }: DateFieldsProps) {
  return (
    <Group grow align="flex-start">
      <TextInput
        type="date"
        label={words.from}
        value={values.from}
        error={faults.from}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={words.to}
        value={values.to}
        error={faults.to}
        onChange={({ currentTarget }) => onChange({ to: currentTarget.value })}
      />
    </Group>
  );
}
