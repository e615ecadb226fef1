import { Button, Stack, TextInput } from '@mantine/core';
import { PASSWORD_LENGTH_MIN } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { PasswordField } from '../../../ui/password-field';
import { checkNewPasswords, type FieldFaults } from '../credentials';
import { focusFirstFault, textOf } from '../form-fields';

interface PasswordPairFormProps {
  /** Whose password it is: for password managers, and not to be changed. */
  email: string;
  submitLabel: string;
  isPending: boolean;
  /** What the service found wrong with the password. */
  refused: FieldFaults;
  onSubmit: (password: string) => void;
}

const words = strings.session;

/** A new password, twice. */
export function PasswordPairForm({
  email,
  submitLabel,
  isPending,
  refused,
  onSubmit,
}: PasswordPairFormProps) {
  const [found, setFound] = useState<FieldFaults>({});
  const faults: FieldFaults = { ...refused, ...found };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const password = textOf(form, 'password');
    const now = checkNewPasswords(password, textOf(form, 'repeated'));
    setFound(now);
    if (!focusFirstFault(form, now)) onSubmit(password);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label={words.email} value={email} readOnly autoComplete="username" />
        <PasswordField
          name="password"
          label={words.newPassword}
          description={words.newPasswordHint(PASSWORD_LENGTH_MIN)}
          autoComplete="new-password"
          autoFocus
          error={faults.password}
        />
        <PasswordField
          name="repeated"
          label={words.repeatPassword}
          autoComplete="new-password"
          error={faults.repeated}
        />
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {submitLabel}
        </Button>
      </Stack>
    </form>
  );
}
