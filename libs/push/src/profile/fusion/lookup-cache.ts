import type { Exchanged } from '../conversation';

/** How long something that was looked up is taken for true. */
const FOUND_MS = 60 * 60 * 1000;
/** Somebody may be creating it just now; the pause keeps a thousand items of one unknown course from asking each. */
const MISSED_MS = 30 * 1000;
/** Some 10 MB when full. */
const ENTRIES_MAX = 50_000;

/** The id, or why there is none; or the answer by which neither is known. */
export type Found = { readonly id: bigint } | { readonly missing: string } | { readonly refusal: Exchanged };

interface Entry {
  readonly found: Found;
  readonly until: number;
}

/** Ids by what they were looked up with, shared by all lanes of a process: the least used go first. */
export class LookupCache {
  private readonly entries = new Map<string, Entry>();
  private readonly underWay = new Map<string, Promise<Found>>();

  constructor(
    private readonly now: () => number,
    private readonly entriesMax = ENTRIES_MAX,
  ) {}

  /** What is known, else what `ask` finds; many who want the same at once ask once. */
  async find(key: string, ask: () => Promise<Found>): Promise<Found> {
    const entry = this.entries.get(key);
    this.entries.delete(key);
    if (entry && entry.until > this.now()) {
      // Behind all others again: it was used.
      this.entries.set(key, entry);
      return entry.found;
    }
    const asked = this.underWay.get(key);
    if (asked) return asked;
    const asking = ask().finally(() => this.underWay.delete(key));
    this.underWay.set(key, asking);
    const found = await asking;
    if (!('refusal' in found)) this.keep(key, found);
    return found;
  }

  /** What was found no longer holds. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  private keep(key: string, found: Found): void {
    this.entries.set(key, { found, until: this.now() + ('id' in found ? FOUND_MS : MISSED_MS) });
    if (this.entries.size <= this.entriesMax) return;
    const [oldest] = this.entries.keys();
    this.entries.delete(oldest!);
  }
}
