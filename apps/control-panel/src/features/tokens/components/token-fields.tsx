import { Button, Checkbox, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { API_TOKEN_SCOPES, type ApiTokenScope, type GenerateApiToken } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import type { ApiError } from '../../../lib/api-error';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import type { ApiToken } from '../api/token-queries';
import {
  faultsOfForm,
  faultsOfRefusal,
  initialForm,
  type TokenFaults,
  type TokenForm,
  toRequest,
} from '../token-form';

interface TokenFieldsProps {
  replaced: ApiToken | null;
  isPending: boolean;
  error: ApiError | null;
  onSubmit: (request: GenerateApiToken) => void;
  onCancel: () => void;
}

const words = strings.tokens.form;

export function TokenFields({ replaced, isPending, error, onSubmit, onCancel }: TokenFieldsProps) {
  const [form, setForm] = useState(() => initialForm(replaced));
  const [found, setFound] = useState<TokenFaults>({});
  const faults: TokenFaults = { ...(error ? faultsOfRefusal(error.errors) : {}), ...found };
  const set = (part: Partial<TokenForm>) => setForm({ ...form, ...part });

  function submit(event: FormEvent) {
    event.preventDefault();
    const now = faultsOfForm(form, new Date());
    setFound(now);
    if (Object.keys(now).length === 0) onSubmit(toRequest(form, replaced));
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {error && (
          <Notice tone="stopped" requestId={error.requestId}>
            {error.message}
          </Notice>
        )}
        <TokenPurpose form={form} faults={faults} onChange={set} />
        <TokenLimits form={form} faults={faults} onChange={set} />
        {replaced && (
          <Select
            label={words.overlap}
            description={words.overlapHelp}
            data={words.overlaps}
            value={String(form.overlapHours)}
            allowDeselect={false}
            onChange={(hours) => set({ overlapHours: Number(hours) })}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} disabled={isPending}>
            {strings.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {replaced ? words.replace : words.generate}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface TokenPartProps {
  form: TokenForm;
  faults: TokenFaults;
  onChange: (part: Partial<TokenForm>) => void;
}

/** Whose token it is, and what it may do. */
function TokenPurpose({ form, faults, onChange: set }: TokenPartProps) {
  return (
    <>
      <TextInput
        label={words.label}
        description={words.labelHelp}
        value={form.label}
        error={faults.label}
        data-autofocus
        onChange={({ currentTarget }) => set({ label: currentTarget.value })}
      />
      <TextInput
        label={words.consumer}
        description={words.consumerHelp}
        value={form.consumer}
        error={faults.consumer}
        onChange={({ currentTarget }) => set({ consumer: currentTarget.value })}
      />
      <Checkbox.Group
        label={words.scopes}
        value={form.scopes}
        error={faults.scopes}
        onChange={(scopes) => set({ scopes: scopes as ApiTokenScope[] })}
      >
        <Stack gap={6} mt={6}>
          {API_TOKEN_SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={words.scopeNames[scope]} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  );
}

/** From where, and until when. */
function TokenLimits({ form, faults, onChange: set }: TokenPartProps) {
  return (
    <>
      <Textarea
        label={words.addresses}
        description={words.addressesHelp}
        value={form.addresses}
        error={faults.addresses}
        autosize
        minRows={2}
        spellCheck={false}
        onChange={({ currentTarget }) => set({ addresses: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={words.lastDay}
        description={words.lastDayHelp}
        value={form.lastDay}
        error={faults.lastDay}
        onChange={({ currentTarget }) => set({ lastDay: currentTarget.value })}
      />
    </>
  );
}
