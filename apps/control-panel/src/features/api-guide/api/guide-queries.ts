import type { CompletionStoryView, OverviewView, ProfileGuideView } from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { type GuideFacts, guideFactsOf } from '../guide-facts';

export const guideQueries = {
  /** What makes the guide this site's own: its addresses, and the shape of a completion that it really has. */
  facts: () =>
    queryOptions({
      queryKey: ['api-guide'],
      queryFn: ({ signal }) => fetchFacts(signal),
      staleTime: 300_000,
    }),

  /** What each delivery profile asks of Oracle, with the settings in force. */
  profiles: () =>
    queryOptions({
      queryKey: ['api-guide', 'profiles'],
      queryFn: ({ signal }) => callApi<ProfileGuideView[]>('/api/admin/push/profiles', { signal }),
      staleTime: 300_000,
    }),
};

async function fetchFacts(signal: AbortSignal): Promise<GuideFacts> {
  const overview = await callApi<OverviewView>('/api/admin/overview', { signal });
  const id = overview.lastCompletion?.id;
  const story =
    id === undefined ? null : await callApi<CompletionStoryView>(`/api/admin/completions/${id}`, { signal });
  return guideFactsOf(overview, story?.completion ?? null);
}
