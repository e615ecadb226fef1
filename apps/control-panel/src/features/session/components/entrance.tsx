import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from '../../../lib/strings';
import { ProductMark } from '../../../ui/product-mark';

interface EntranceProps {
  title: string;
  purpose: string;
  children: ReactNode;
}

/** The frame of the pages outside the panel: one card in the middle of the window. */
export function Entrance({ title, purpose, children }: EntranceProps) {
  return (
    <main className="entrance">
      <title>{strings.common.titleOf(title)}</title>
      <Stack gap="lg" className="entrance-column">
        <ProductMark />
        <Paper withBorder radius="md" p={{ base: 'lg', xs: 'xl' }} className="surface">
          <Stack gap="lg">
            <div>
              <Title order={1} size="h2">
                {title}
              </Title>
              <Text c="dimmed" mt={4}>
                {purpose}
              </Text>
            </div>
            {children}
          </Stack>
        </Paper>
      </Stack>
    </main>
  );
}
