import type { CompletionPageView, CompletionView } from '@oracle-integration/contracts';
import type { Service } from './service';

/** Reads page after page, as a poller does, until there is no more; answers every record in the order it came. */
export async function walkPull(service: Service, limit: number): Promise<CompletionView[]> {
  const records: CompletionView[] = [];
  let query = `?since=0&limit=${limit}`;
  for (;;) {
    const page = (await (await service.pull(query)).json()) as CompletionPageView;
    records.push(...page.items);
    if (!page.hasMore) return records;
    query = `?cursor=${page.nextCursor}&limit=${limit}`;
  }
}
