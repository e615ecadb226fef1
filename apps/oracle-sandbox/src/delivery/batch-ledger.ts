import { DigestTable } from './digest-table';

/** What is said of one item of a delivery. */
export interface ItemAnswer {
  id: string;
  status: number;
  externalId?: string;
  error?: { title: string; detail: string };
}

/** The answer to one delivery: HTTP status and JSON text. */
export interface DeliveryAnswer {
  status: number;
  body: string;
}

export type BatchVerdict =
  /** The key was never used. */
  | { kind: 'new' }
  /** The key was used with another body. */
  | { kind: 'conflict' }
  /** The same delivery again; `answer` is missing once it was pushed out. */
  | { kind: 'repeated'; answer: DeliveryAnswer | undefined };

const ANSWER_CHARACTERS_MAX = 64 * 1024 * 1024;
const ANSWERS_MAX = 100_000;

/**
 * What was answered under each `Idempotency-Key`.
 *
 * Keys and body digests are kept for good; answers only up to 64 MB and 100 000 of them, oldest out first. A
 * repetition older than that is worked out again, and since its items are known it creates nothing.
 */
export class BatchLedger {
  private readonly table = new DigestTable();
  private readonly answers = new Map<number, DeliveryAnswer>();
  private characters = 0;

  constructor(private readonly limits = { characters: ANSWER_CHARACTERS_MAX, answers: ANSWERS_MAX }) {}

  get size(): number {
    return this.table.size;
  }

  /** Looks a key up by its digest and compares the body's digest with the one first seen under it. */
  look(key: Buffer, body: Buffer): BatchVerdict {
    const entry = this.table.find(key);
    if (entry < 0) return { kind: 'new' };
    if (!this.table.holds(entry, body)) return { kind: 'conflict' };
    return { kind: 'repeated', answer: this.answers.get(entry) };
  }

  /** Keeps an answer under a key that {@link look} does not call a conflict. */
  keep(key: Buffer, body: Buffer, answer: DeliveryAnswer): void {
    const known = this.table.find(key);
    const entry = known < 0 ? this.table.add(key, body) : known;
    this.answers.set(entry, answer);
    this.characters += answer.body.length;
    for (const [oldest, { body: text }] of this.answers) {
      if (this.characters <= this.limits.characters && this.answers.size <= this.limits.answers) break;
      this.answers.delete(oldest);
      this.characters -= text.length;
    }
  }

  clear(): void {
    this.table.clear();
    this.answers.clear();
    this.characters = 0;
  }
}
