import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { styleNonce } from '../lib/style-nonce';
import { cssVariables, theme } from './theme';

/** The key is read by `public/color-scheme.js` as well, before the first paint. */
const colorSchemes = localStorageColorSchemeManager({ key: 'oracle-integration-colours' });

/** Nothing has to be said before the first page is there. */
const Toasts = lazy(async () => ({ default: (await import('./toasts')).Toasts }));

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
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </MantineProvider>
    </QueryClientProvider>
  );
}
