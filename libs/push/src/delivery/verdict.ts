import type { DeliveryCause } from '@oracle-integration/contracts';
import type { MappedItem } from '../mapping/mapped-item';
import type { Exchanged } from '../profile/conversation';
import type { Trouble } from './trouble';

/**
 * What one attempt means for one item.
 *
 * - `delivered`: Oracle has it.
 * - `retry`: by itself, later.
 * - `alone`: at once, in a request of its own.
 * - `dead`: not again unless a manager asks.
 * - `park`: Oracle lacks something that a person must mend.
 */
export type Verdict = 'delivered' | 'retry' | 'alone' | 'dead' | 'park';

/** The class of an outcome, as the log of attempts keeps it. */
export type OutcomeClass =
  | 'delivered'
  /** Taken for later (202): what became of it, Oracle does not say. */
  | 'accepted'
  /** It was there already. */
  | 'duplicate'
  | 'temporary'
  /** Sent, and no usable answer: Oracle may have recorded it. */
  | 'unknown'
  | 'rejected'
  | 'too_large'
  | 'unmapped';

export interface ItemVerdict {
  readonly verdict: Verdict;
  readonly outcome: OutcomeClass;
  /**
   * Whether Oracle said something about this item, or refused the request for good. An error of a server or of a gateway
   * on the way says neither: the request may have been carried out, and must be told from a new one.
   */
  readonly isAnswered: boolean;
  readonly code: DeliveryCause | null;
  readonly detail: string | null;
  readonly externalId: string | null;
  readonly httpStatus: number | null;
}

/**
 * Either the target as a whole is in trouble; or the request was refused as a whole for what is in it, and must be
 * halved to find the culprit; or each item has its own verdict, in the order of the items.
 */
export type Classification =
  | { readonly trouble: Trouble }
  /** The lease of an item would run out on the way, or the process ends: the items go back into the line. */
  | { readonly noTime: true }
  | { readonly halve: { readonly httpStatus: number } }
  | { readonly verdicts: readonly ItemVerdict[] };

/** What one attempt means for one item, of which Oracle has said something. */
export function verdict(
  [kind, outcome]: readonly [Verdict, OutcomeClass],
  code: DeliveryCause | null,
  detail: string | null,
  httpStatus: number | null = null,
): ItemVerdict {
  return { verdict: kind, outcome, isAnswered: true, code, detail, externalId: null, httpStatus };
}

/** The same where Oracle has not said anything for good; see {@link ItemVerdict.isAnswered}. */
export function unanswered(one: ItemVerdict): ItemVerdict {
  return { ...one, isAnswered: false };
}

/** One verdict that holds for each. */
export function forAll(items: readonly MappedItem[], one: ItemVerdict): Classification {
  return { verdicts: items.map(() => one) };
}

/** Whether nothing came of a request: what the circuit breaker counts. */
export function isFailing(classification: Classification): boolean {
  return (
    'verdicts' in classification &&
    classification.verdicts.every(
      ({ outcome, code }) => outcome === 'temporary' || (outcome === 'unknown' && code !== 'PUSH.UNANSWERED'),
    )
  );
}

/** What it means that no answer came, or that nothing could be sent. */
export function notAnswered(
  exchanged: Exclude<Exchanged, { kind: 'answer' }>,
  items: readonly MappedItem[],
): Classification {
  switch (exchanged.kind) {
    case 'no_token':
      return { trouble: exchanged.trouble };
    case 'no_time':
      return { noTime: true };
    case 'not_reached':
      return { trouble: { code: 'PUSH.UNREACHABLE', detail: exchanged.detail } };
    case 'no_answer':
      return forAll(items, unanswered(verdict(['retry', 'unknown'], 'PUSH.NO_ANSWER', exchanged.detail)));
  }
}
