import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from '../../../lib/strings';
import { Entrance } from './entrance';

const words = strings.session;

/** The set-up link was used before, is unknown, or carries no token. */
export function SetUpLinkInvalid({ signInLink }: { signInLink: ReactNode }) {
  return (
    <Entrance title={words.linkInvalidTitle} purpose={words.linkInvalid}>
      <Stack gap="md">
        <Text>{words.linkInvalidHint}</Text>
        {signInLink}
      </Stack>
    </Entrance>
  );
}
