import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { API_TOKEN_LABEL_LENGTH_MAX } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { CodeBlock } from '../../../ui/code-block';
import { FormButtons } from '../../../ui/form-buttons';
import { Notice } from '../../../ui/notice';
import { SecretOnce } from '../../../ui/secret-once';
import { useGenerateToken } from './use-generate-token';

const words = strings.quickSetup.token;

interface GenerateTokenDialogProps {
  pullUrl: string;
  onClose: () => void;
}

/** Asks whom the token is for, generates it, and shows it this one time. */
export function GenerateTokenDialog({ pullUrl, onClose }: GenerateTokenDialogProps) {
  const [label, setLabel] = useState('');
  const generate = useGenerateToken();
  const token = generate.data?.token;

  function submit(event: FormEvent) {
    event.preventDefault();
    generate.mutate(label.trim() === '' ? {} : { label: label.trim() });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={token ? words.readyTitle : words.title}
      centered
      size="lg"
      // A click beside the dialog must not take away what is shown only once.
      closeOnClickOutside={token === undefined}
      closeOnEscape={token === undefined}
      closeButtonProps={{ 'aria-label': strings.common.close }}
    >
      {token ? (
        <FreshToken token={token} pullUrl={pullUrl} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <p>{words.explanation}</p>
            <TextInput
              label={words.label}
              description={words.labelHint}
              placeholder={words.labelExample}
              maxLength={API_TOKEN_LABEL_LENGTH_MAX}
              value={label}
              onChange={({ currentTarget }) => setLabel(currentTarget.value)}
              data-autofocus
            />
            {generate.error && (
              <Notice tone="stopped" requestId={generate.error.requestId}>
                {generate.error.message}
              </Notice>
            )}
            <FormButtons submit={words.button} isPending={generate.isPending} onCancel={onClose} />
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function FreshToken({ token, pullUrl, onClose }: GenerateTokenDialogProps & { token: string }) {
  return (
    <Stack gap="md">
      <SecretOnce label={words.name} secret={token}>
        {words.keep}
      </SecretOnce>
      <CodeBlock label={words.example}>{`curl -H "X-Api-Key: ${token}" "${pullUrl}?limit=10"`}</CodeBlock>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words.stored}
        </Button>
      </Group>
    </Stack>
  );
}
