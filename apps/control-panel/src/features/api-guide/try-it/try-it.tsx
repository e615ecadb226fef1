import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { COMPLETION_STATUSES } from '@oracle-integration/contracts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { PasswordField } from '../../../ui/password-field';
import { TryItAnswerPicture } from './try-it-answer';
import { callPullApi, type TryItAnswer, type TryItForm } from './try-it-call';

const words = strings.apiGuide.tryIt;

const EMPTY: TryItForm = {
  token: '',
  since: '',
  limit: '3',
  courseid: '',
  userid: '',
  status: '',
  cursor: '',
};

const FIELDS = ['since', 'limit', 'courseid', 'userid', 'cursor'] as const;

/** Calls the live Pull API with a token that is typed in and kept nowhere but in this form. */
export function TryIt({ isPullOn }: { isPullOn: boolean }) {
  const [form, setForm] = useState(EMPTY);
  const [isTokenMissing, setIsTokenMissing] = useState(false);
  const call = useMutation<TryItAnswer, Error, TryItForm>({ mutationFn: callPullApi, gcTime: 0 });

  function send(event: FormEvent) {
    event.preventDefault();
    const isMissing = form.token.trim() === '';
    setIsTokenMissing(isMissing);
    if (!isMissing) call.mutate(form);
  }

  function goOn(cursor: string) {
    const next = { ...form, cursor };
    setForm(next);
    call.mutate(next);
  }

  return (
    <div className="try-it">
      {!isPullOn && <Notice tone="attention">{words.pullOff}</Notice>}
      <form onSubmit={send} noValidate className="try-it-form">
        <PasswordField
          label={words.token}
          autoComplete="off"
          spellCheck={false}
          value={form.token}
          error={isTokenMissing ? words.tokenMissing : undefined}
          onChange={({ currentTarget }) => setForm({ ...form, token: currentTarget.value })}
        />
        <div className="try-it-fields">
          {FIELDS.map((name) => (
            <TextInput
              key={name}
              label={words[name]}
              value={form[name]}
              onChange={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
            />
          ))}
          <NativeSelect
            label={words.status}
            data={[{ value: '', label: words.anyStatus }, ...COMPLETION_STATUSES]}
            value={form.status}
            onChange={({ currentTarget }) => setForm({ ...form, status: currentTarget.value })}
          />
        </div>
        <Group gap="xs">
          <Button type="submit" loading={call.isPending} leftSection={<IconSend size={16} aria-hidden />}>
            {words.send}
          </Button>
        </Group>
      </form>
      {call.error && <Notice tone="stopped">{call.error.message}</Notice>}
      {call.data && <TryItAnswerPicture answer={call.data} isPending={call.isPending} onNext={goOn} />}
    </div>
  );
}
