import { Injectable } from '@nestjs/common';
import { type LoggedRequest, QueueService, type Settlement } from '@oracle-integration/queue';

/** Settled in one statement: beyond this a statement only gets longer, not cheaper. */
const GROUP_MAX = 1_000;
/** How long the first request waits for company: short against a request, long against none at all. */
const GATHER_MS = 8;
/** While one group is written the next one gathers; a third would only wait for the same rows of the log. */
const STATEMENTS_AT_ONCE = 2;

interface Waiting {
  readonly settlements: readonly Settlement[];
  readonly requests: readonly LoggedRequest[];
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Settles the outcomes of several requests in one statement and one commit. Settled singly, 200 requests a second cost
 * 200 commits; together some 40.
 */
@Injectable()
export class GroupedSettling {
  private waiting: Waiting[] = [];
  private statements = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly queue: QueueService) {}

  /** Done when the outcomes are committed. */
  settle(settlements: readonly Settlement[], requests: readonly LoggedRequest[]): Promise<void> {
    if (settlements.length === 0 && requests.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ settlements, requests, resolve, reject });
      this.gather();
    });
  }

  private gather(): void {
    if (this.waiting.length === 0 || this.statements >= STATEMENTS_AT_ONCE) return;
    const items = this.waiting.reduce((sum, { settlements }) => sum + settlements.length, 0);
    if (items >= GROUP_MAX) void this.write();
    else this.timer ??= setTimeout(() => void this.write(), GATHER_MS);
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const group = this.takeGroup();
    this.statements += 1;
    try {
      await this.queue.settle({
        settlements: group.flatMap(({ settlements }) => settlements),
        requests: group.flatMap(({ requests }) => requests),
      });
      group.forEach(({ resolve }) => resolve());
    } catch (error) {
      group.forEach(({ reject }) => reject(error));
    } finally {
      this.statements -= 1;
      this.gather();
    }
  }

  private takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    for (let items = 0; this.waiting.length > 0 && items < GROUP_MAX;) {
      const next = this.waiting.shift()!;
      items += next.settlements.length;
      group.push(next);
    }
    return group;
  }
}
