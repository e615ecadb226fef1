import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { Providers } from '../app/providers';
import { createQueryClient } from '../app/query-client';

/** Renders a part of the kit on a page of its own, whose address its links can change. */
export function renderUi(content: ReactNode, address = '/') {
  const router = createRouter({
    routeTree: createRootRoute({ component: () => content }),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  render(
    <Providers queryClient={createQueryClient()}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { user: userEvent.setup(), currentAddress: () => router.state.location.href };
}
