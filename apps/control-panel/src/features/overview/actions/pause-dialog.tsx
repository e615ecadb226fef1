import { Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { FormButtons } from '../../../ui/form-buttons';
import { Notice } from '../../../ui/notice';
import { toast } from '../../../ui/toast';
import { type PauseForm, readPauseForm } from './pause-window';
import { usePausePush } from './push-control';

const words = strings.overviewActions.pause;

/** Pauses Push until somebody resumes it, or in a planned window. */
export function PauseDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState<PauseForm>({ isPlanned: false, from: '', to: '', reason: '' });
  const [fault, setFault] = useState<string | null>(null);
  const pause = usePausePush(() => {
    toast.done(form.isPlanned ? words.planned : words.paused);
    onClose();
  });
  const change = (changed: Partial<PauseForm>) => setForm({ ...form, ...changed });

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readPauseForm(form, new Date());
    setFault('fault' in read ? read.fault : null);
    if ('request' in read) pause.mutate(read.request);
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
          <SegmentedControl
            fullWidth
            aria-label={words.until}
            data={[
              { value: 'open', label: words.untilResumed },
              { value: 'planned', label: words.inWindow },
            ]}
            value={form.isPlanned ? 'planned' : 'open'}
            onChange={(value) => change({ isPlanned: value === 'planned' })}
          />
          {form.isPlanned && <WindowFields form={form} onChange={change} />}
          <TextInput
            label={words.reason}
            description={words.reasonHint}
            maxLength={500}
            value={form.reason}
            onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
          />
          {(fault ?? pause.error) && (
            <Notice tone="stopped" requestId={fault === null ? pause.error?.requestId : null}>
              {fault ?? pause.error?.message}
            </Notice>
          )}
          <FormButtons
            submit={form.isPlanned ? words.planButton : words.button}
            isPending={pause.isPending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

interface WindowFieldsProps {
  form: PauseForm;
  onChange: (changed: Partial<PauseForm>) => void;
}

function WindowFields({ form, onChange }: WindowFieldsProps) {
  return (
    <Group grow align="flex-start">
      <TextInput
        type="datetime-local"
        label={words.from}
        description={words.fromHint}
        value={form.from}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={words.to}
        description={words.toHint}
        value={form.to}
        onChange={({ currentTarget }) => onChange({ to: currentTarget.value })}
      />
    </Group>
  );
}
