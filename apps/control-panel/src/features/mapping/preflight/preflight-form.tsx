import { Button, Radio, Stack } from '@mantine/core';
import { BACKFILL_IDS_MAX, type PreflightScope, type SettingChanges } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { EMPTY_SELECTION, readSelection, type SelectionFaults } from '../../../lib/selection';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { SelectionFields } from '../../../ui/selection-fields';
import { useStartPreflight } from '../api/preflight-queries';

const words = strings.mapping.preflight;

interface PreflightFormProps {
  /** Settings that are not saved yet. */
  values: SettingChanges;
  /** It has begun: on to the newest one. */
  onStarted: () => void;
}

/** Asks what is looked over, and begins. */
export function PreflightForm({ values, onStarted }: PreflightFormProps) {
  const start = useStartPreflight();
  const [scope, setScope] = useState<PreflightScope>('all');
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  const [faults, setFaults] = useState<SelectionFaults>({});
  const unsaved = Object.keys(values).length;

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readSelection(selection, BACKFILL_IDS_MAX);
    setFaults('faults' in read ? read.faults : {});
    if ('faults' in read) return;
    start.mutate(
      { scope, ...read.selection, ...(unsaved === 0 ? {} : { values }) },
      { onSuccess: onStarted },
    );
  }

  return (
    <Section heading={words.formTitle} purpose={words.purpose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" align="flex-start">
          <Radio.Group
            label={words.scope}
            value={scope}
            onChange={(chosen) => setScope(chosen === 'waiting' ? 'waiting' : 'all')}
          >
            <Stack gap="xs" mt={4}>
              <Radio value="all" label={words.scopes.all} />
              <Radio value="waiting" label={words.scopes.waiting} />
            </Stack>
          </Radio.Group>
          <SelectionFields
            values={selection}
            faults={faults}
            onChange={(changed) => setSelection({ ...selection, ...changed })}
          />
          {unsaved > 0 && <p className="quiet">{words.withUnsaved(unsaved)}</p>}
          {start.error && (
            <Notice tone="stopped" requestId={start.error.requestId}>
              {[start.error.message, ...start.error.errors.map(({ message }) => message)].join(' ')}
            </Notice>
          )}
          <Button type="submit" loading={start.isPending}>
            {words.start}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
