import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { strings } from '../lib/strings';

/** An address that leads nowhere. */
export function PageMissing() {
  return (
    <main className="entrance">
      <title>{strings.common.titleOf(strings.shell.pageMissing)}</title>
      <Stack gap="xs" align="center">
        <Title order={1} size="h2">
          {strings.shell.pageMissing}
        </Title>
        <Text c="dimmed">{strings.shell.pageMissingHint}</Text>
        <Anchor component={Link} to="/">
          {strings.shell.toControlPanel}
        </Anchor>
      </Stack>
    </main>
  );
}
