import type { QueryClient } from '@tanstack/react-query';

/** After an action on deliveries: the overview, the queue and whatever else counts them agree again. */
export async function refreshFigures(queryClient: QueryClient): Promise<void> {
  await Promise.all(
    ['overview', 'queue', 'people', 'reconciliation'].map((room) =>
      queryClient.invalidateQueries({ queryKey: [room] }),
    ),
  );
}
