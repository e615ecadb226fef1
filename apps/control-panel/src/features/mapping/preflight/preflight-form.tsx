import { Button, Radio, Stack, TextInput } from '@mantine/core';
import type { PreflightScope, SettingChanges } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { useStartPreflight } from '../api/preflight-queries';

const words = strings.mapping.preflight;

/** Asks what is looked over, and begins. */
export function PreflightForm({ values }: { values: SettingChanges }) {
  const start = useStartPreflight();
  const [scope, setScope] = useState<PreflightScope>('all');
  const [from, setFrom] = useState('');
  const unsaved = Object.keys(values).length;

  function submit(event: FormEvent) {
    event.preventDefault();
    start.mutate({
      scope,
      ...(from === '' ? {} : { from }),
      ...(unsaved === 0 ? {} : { values }),
    });
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
          <TextInput
            type="date"
            label={words.from}
            description={words.fromHelp}
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
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
