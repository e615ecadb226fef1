import type { CompletionPageView } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import type { Service } from './service';

/** Somebody answers within so long, whatever was done to whom. */
const ANSWER_MS = 120_000;

/** A poller of many processes: each request goes to the next one, and one that does not answer is passed over. */
export class AlternatingPoller {
  /** How often it saw each `id revision`. */
  readonly seen = new Map<string, number>();
  private cursor: string | undefined;
  private turn = 0;

  /** @param services asked for each page: one may be replaced meanwhile */
  constructor(private readonly services: readonly Service[]) {}

  /** Reads one page; whether there is more is nobody's matter while completions are still coming. */
  async readOn(): Promise<CompletionPageView | undefined> {
    const service = this.services[this.turn++ % this.services.length]!;
    const query = this.cursor === undefined ? '?since=0&limit=20' : `?cursor=${this.cursor}&limit=20`;
    const page = await service
      .pull(query)
      .then((answer) => (answer.status === 200 ? (answer.json() as Promise<CompletionPageView>) : undefined))
      .catch(() => undefined);
    if (!page) return undefined;
    for (const { id, revision } of page.items) {
      const key = `${id} ${revision}`;
      this.seen.set(key, (this.seen.get(key) ?? 0) + 1);
    }
    this.cursor = page.nextCursor;
    return page;
  }

  /** Reads until there is no more, whoever answers. */
  async readToEnd(): Promise<void> {
    await waitUntil(
      async () => {
        let page = await this.readOn();
        while (page?.hasMore) page = await this.readOn();
        return page;
      },
      (page) => page !== undefined,
      ANSWER_MS,
    );
  }
}
