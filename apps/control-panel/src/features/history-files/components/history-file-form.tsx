import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import { HISTORY_SCOPES, HISTORY_STATUSES } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { Section } from '../../../ui/section';
import { SelectionFields } from '../../../ui/selection-fields';
import { useRequestHistoryFile } from '../api/history-file-actions';
import {
  EMPTY_HISTORY_FILE,
  type HistoryFileFormFaults,
  type HistoryFileFormValues,
  readHistoryFileForm,
} from '../history-file-form-values';
import { RefusalNotice } from './refusal-notice';

const words = strings.historyFiles.form;

interface HistoryFileFormProps {
  /** It has begun: on to the newest file. */
  onBegun: () => void;
}

/** Asks which completions are meant, and has them looked over or written. */
export function HistoryFileForm({ onBegun }: HistoryFileFormProps) {
  const [values, setValues] = useState(EMPTY_HISTORY_FILE);
  const [faults, setFaults] = useState<HistoryFileFormFaults>({});
  const request = useRequestHistoryFile(onBegun);
  const change = (changed: Partial<HistoryFileFormValues>) => setValues({ ...values, ...changed });

  function begin(dryRun: boolean) {
    const read = readHistoryFileForm(values);
    setFaults('faults' in read ? read.faults : {});
    if ('request' in read) request.mutate({ ...read.request, dryRun });
  }

  const isPending = (dryRun: boolean) => request.isPending && request.variables.dryRun === dryRun;
  return (
    <Section heading={words.heading} purpose={words.purpose}>
      <form
        noValidate
        className="history-form"
        onSubmit={(event) => {
          event.preventDefault();
          begin(true);
        }}
      >
        <ScopeField values={values} onChange={change} />
        <SelectionFields values={values} faults={faults} onChange={change} />
        <StatusField values={values} fault={faults.statuses} onChange={change} />
        {request.error && <RefusalNotice error={request.error} />}
        <Group gap="xs">
          <Button type="submit" loading={isPending(true)} disabled={isPending(false)}>
            {words.look}
          </Button>
          <Button
            variant="default"
            loading={isPending(false)}
            disabled={isPending(true)}
            onClick={() => begin(false)}
          >
            {words.make}
          </Button>
        </Group>
      </form>
    </Section>
  );
}

interface FieldProps {
  values: HistoryFileFormValues;
  onChange: (changed: Partial<HistoryFileFormValues>) => void;
}

function ScopeField({ values, onChange }: FieldProps) {
  return (
    <Radio.Group
      label={words.scope}
      value={values.scope}
      onChange={(chosen) => onChange({ scope: HISTORY_SCOPES.find((one) => one === chosen) })}
    >
      <Stack gap="xs" mt={4}>
        {HISTORY_SCOPES.map((scope) => (
          <Radio
            key={scope}
            value={scope}
            label={words.scopes[scope]}
            description={words.scopeHints[scope]}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function StatusField({ values, fault, onChange }: FieldProps & { fault?: string }) {
  return (
    <Checkbox.Group
      label={words.statuses}
      error={fault}
      value={[...values.statuses]}
      onChange={(chosen) =>
        onChange({ statuses: HISTORY_STATUSES.filter((status) => chosen.includes(status)) })
      }
    >
      <Group gap="lg" mt={4}>
        {HISTORY_STATUSES.map((status) => (
          <Checkbox key={status} value={status} label={words.statusLabels[status]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
