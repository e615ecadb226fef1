import { Button, Stack } from '@mantine/core';
import { PASSWORD_LENGTH_MIN } from '@oracle-integration/contracts';
import { type FormEvent, useRef, useState } from 'react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { PasswordField } from '../../../ui/password-field';
import { Section } from '../../../ui/section';
import { toast } from '../../../ui/toast';
import { useChangePassword } from '../api/use-account-actions';

const words = strings.account.password;

type Faults = Partial<Record<'currentPassword' | 'newPassword' | 'repeated', string>>;

/** Changes one's own password. */
export function PasswordSection() {
  const change = useChangePassword();
  const form = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState<Faults>({});
  const refused = Object.fromEntries(
    (change.error?.errors ?? []).map(({ field, message }) => [field, message]),
  );
  const faults: Faults = { ...refused, ...found };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? '');
    const now = faultsOf(text('currentPassword'), text('newPassword'), text('repeated'));
    setFound(now);
    if (Object.keys(now).length > 0) return;
    change.mutate(
      { currentPassword: text('currentPassword'), newPassword: text('newPassword') },
      {
        onSuccess: () => {
          form.current?.reset();
          toast.done(words.done);
        },
      },
    );
  }

  return (
    <Section heading={words.title} purpose={words.purpose}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md" maw={420} align="stretch">
          {change.error && change.error.errors.length === 0 && (
            <Notice tone="stopped" requestId={change.error.requestId}>
              {change.error.message}
            </Notice>
          )}
          <PasswordFields faults={faults} />
          <Button type="submit" loading={change.isPending}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

function PasswordFields({ faults }: { faults: Faults }) {
  return (
    <>
      <PasswordField
        name="currentPassword"
        label={words.current}
        autoComplete="current-password"
        error={faults.currentPassword}
      />
      <PasswordField
        name="newPassword"
        label={words.next}
        description={strings.session.newPasswordHint(PASSWORD_LENGTH_MIN)}
        autoComplete="new-password"
        error={faults.newPassword}
      />
      <PasswordField
        name="repeated"
        label={strings.session.repeatPassword}
        autoComplete="new-password"
        error={faults.repeated}
      />
    </>
  );
}

function faultsOf(current: string, next: string, repeated: string): Faults {
  return {
    ...(current === '' ? { currentPassword: strings.session.passwordMissing } : {}),
    ...(next.length < PASSWORD_LENGTH_MIN
      ? { newPassword: strings.session.passwordTooShort(PASSWORD_LENGTH_MIN) }
      : {}),
    ...(next !== repeated ? { repeated: strings.session.passwordsDiffer } : {}),
  };
}
