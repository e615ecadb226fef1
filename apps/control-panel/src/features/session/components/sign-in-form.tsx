import { Button, Stack, TextInput } from '@mantine/core';
import type { SignInRequest } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { PasswordField } from '../../../ui/password-field';
import { checkSignIn, type FieldFaults } from '../credentials';
import { focusFirstFault, textOf } from '../form-fields';

interface SignInFormProps {
  /** Filled in beforehand. */
  email?: string;
  isPending: boolean;
  onSubmit: (credentials: SignInRequest) => void;
}

const words = strings.session;

/** E-mail and password. The fields are the browser's own, so that password managers fill them reliably. */
export function SignInForm({ email: knownEmail, isPending, onSubmit }: SignInFormProps) {
  const [faults, setFaults] = useState<FieldFaults>({});

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const [email, password] = [textOf(form, 'email'), textOf(form, 'password')];
    const found = checkSignIn(email, password);
    setFaults(found);
    if (!focusFirstFault(form, found)) onSubmit({ email: email.trim(), password });
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
          defaultValue={knownEmail}
          autoFocus={knownEmail === undefined}
          error={faults.email}
        />
        <PasswordField
          name="password"
          label={words.password}
          autoComplete="current-password"
          autoFocus={knownEmail !== undefined}
          error={faults.password}
        />
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {words.signIn}
        </Button>
      </Stack>
    </form>
  );
}
