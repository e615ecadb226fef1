import { Button, Group, Stack } from '@mantine/core';
import type { GeneratedApiTokenView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { CodeBlock } from '../../../ui/code-block';
import { SecretOnce } from '../../../ui/secret-once';

const words = strings.tokens;

/** The token, this one time, and a line to try it with. */
export function GeneratedToken({
  generated,
  onClose,
}: {
  generated: GeneratedApiTokenView;
  onClose: () => void;
}) {
  const address = new URL('/api/v1/completions?limit=5', window.location.origin).href;
  return (
    <Stack gap="md">
      <SecretOnce label={words.apiToken} secret={generated.token}>
        {words.keepSafe(generated.consumer.name)}
      </SecretOnce>
      <CodeBlock label={words.tryIt}>{`curl -H 'X-Api-Key: ${generated.token}' '${address}'`}</CodeBlock>
      <Group justify="flex-end">
        <Button onClick={onClose}>{words.storedIt}</Button>
      </Group>
    </Stack>
  );
}
