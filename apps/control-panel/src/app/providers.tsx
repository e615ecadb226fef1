import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { styleNonce } from '../lib/style-nonce';
import { cssVariables, theme } from './theme';

/** The key is read by `public/color-scheme.js` as well, before the first paint. */
const colorSchemes = localStorageColorSchemeManager({ key: 'oracle-integration-colours' });

interface ProvidersProps {
  queryClient: QueryClient;
  children: ReactNode;
}

export function Providers({ queryClient, children }: ProvidersProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemes}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        {children}
        <Notifications position="bottom-right" autoClose={6_000} limit={4} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
