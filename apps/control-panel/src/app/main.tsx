import '@mantine/core/styles.layer.css';
import '../ui/ui.css';
import './app.css';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { styleNonce } from '../lib/style-nonce';
import { Providers } from './providers';
import { createQueryClient } from './query-client';
import { createAppRouter } from './router';

// Dialogs lock the page's scrolling by a style element of their own.
setNonce(styleNonce());

const queryClient = createQueryClient();
const router = createAppRouter({ queryClient });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
