import { setTimeout as pass } from 'node:timers/promises';
import type { CompletionPageView } from '@oracle-integration/contracts';
import { FIRST_PERSON } from './soak-site';

const LIMIT = 1_000;
const PAUSE_MS = 500;

/** Reads the ledger by cursor, looking again twice a second when it is at the end. */
export class SoakPoller {
  private latencies: number[] = [];
  private isStopped = false;
  private readonly seen: boolean[] = [];
  /** Different completions of the soak that it saw. */
  pulled = 0;

  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  async poll(): Promise<void> {
    for (let query = `?since=0&limit=${LIMIT}`; !this.isStopped;) {
      const { items, hasMore, nextCursor } = await this.page(query);
      for (const { user } of items) this.note(user.id);
      query = `?cursor=${nextCursor}&limit=${LIMIT}`;
      if (!hasMore) await pass(PAUSE_MS);
    }
  }

  stop(): void {
    this.isStopped = true;
  }

  /** How long each page took since the last question, in milliseconds. */
  takeLatencies(): number[] {
    const taken = this.latencies;
    this.latencies = [];
    return taken;
  }

  private async page(query: string): Promise<CompletionPageView> {
    const began = performance.now();
    const answer = await fetch(`${this.base}/api/v1/completions${query}`, {
      headers: { 'x-api-key': this.token },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`A page was answered ${answer.status}: ${text.slice(0, 300)}`);
    this.latencies.push(performance.now() - began);
    return JSON.parse(text) as CompletionPageView;
  }

  private note(person: number): void {
    const at = person - FIRST_PERSON;
    if (at < 0 || this.seen[at]) return;
    this.seen[at] = true;
    this.pulled += 1;
  }
}
