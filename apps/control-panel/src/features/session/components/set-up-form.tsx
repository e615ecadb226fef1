import { Button, Stack, TextInput } from '@mantine/core';
import { PASSWORD_LENGTH_MIN, type SignInRequest } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { PasswordField } from '../../../ui/password-field';
import { checkNewManager, type FieldFaults } from '../credentials';
import { focusFirstFault, textOf } from '../form-fields';

interface SetUpFormProps {
  isPending: boolean;
  /** What the service found wrong with the fields. */
  refused: FieldFaults;
  onSubmit: (manager: SignInRequest) => void;
}

const words = strings.session;

/** The first manager's e-mail, and the password twice. */
export function SetUpForm({ isPending, refused, onSubmit }: SetUpFormProps) {
  const [found, setFound] = useState<FieldFaults>({});
  const faults: FieldFaults = { ...refused, ...found };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const [email, password] = [textOf(form, 'email').trim(), textOf(form, 'password')];
    const now = checkNewManager(email, password, textOf(form, 'repeated'));
    setFound(now);
    if (!focusFirstFault(form, now)) onSubmit({ email, password });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          name="email"
          type="email"
          label={words.email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          error={faults.email}
        />
        <PasswordField
          name="password"
          label={words.newPassword}
          description={words.newPasswordHint(PASSWORD_LENGTH_MIN)}
          autoComplete="new-password"
          error={faults.password}
        />
        <PasswordField
          name="repeated"
          label={words.repeatPassword}
          autoComplete="new-password"
          error={faults.repeated}
        />
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {words.createManager}
        </Button>
      </Stack>
    </form>
  );
}
