import { type DeliverableItem, type ItemResult, readItemResults } from '../profile/generic-json';
import type { RemoteAnswer } from '../target/remote-answer';
import { plainWords } from '../target/plain-words';
import { retryAfterSeconds } from './retry-policy';
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
export interface ItemVerdict {
  readonly verdict: 'delivered' | 'retry' | 'alone' | 'dead' | 'park';
  readonly code: string | null;
  readonly detail: string | null;
  readonly externalId: string | null;
  readonly httpStatus: number | null;
}

/** Either the target as a whole is in trouble, or each item has its own verdict, in the order of the items. */
export type Classification = { readonly trouble: Trouble } | { readonly verdicts: readonly ItemVerdict[] };

/** The one place that decides what an answer of Oracle means. Pure. */
export function classifyAnswer(
  answer: RemoteAnswer,
  items: readonly DeliverableItem[],
  now: Date,
): Classification {
  if (answer.kind === 'not_reached') return { trouble: { code: 'PUSH.UNREACHABLE', detail: answer.detail } };
  if (answer.kind === 'no_answer')
    return forAll(items, verdict('retry', 'PUSH.NO_ANSWER', answer.detail, null));

  const trouble = troubleOf(answer, now);
  if (trouble) return { trouble };
  if (answer.status >= 200 && answer.status < 300) return classifySuccess(answer, items);
  return forAll(items, requestVerdict(answer.status, answer.body, items.length));
}

type Answer = Extract<RemoteAnswer, { kind: 'answer' }>;

function troubleOf(answer: Answer, now: Date): Trouble | undefined {
  const detail = `the completions endpoint answered ${answer.status}: ${excerpt(answer.body)}`;
  const waitSeconds = retryAfterSeconds(answer.retryAfter, now);
  if ((answer.status === 429 || answer.status === 503) && waitSeconds !== undefined) {
    return { code: 'PUSH.ASKED_TO_WAIT', detail, waitSeconds };
  }
  if (answer.status === 401) return { code: 'PUSH.TOKEN_REJECTED', detail };
  if (answer.status === 403) return { code: 'PUSH.FORBIDDEN', detail };
  if (answer.status === 404 || answer.status === 405) return { code: 'PUSH.ENDPOINT_MISSING', detail };
  const isRedirect = answer.status >= 300 && answer.status < 400;
  const isPage = answer.status < 300 && (/html/i.test(answer.contentType) || /^\s*</.test(answer.body));
  return isRedirect || isPage ? { code: 'PUSH.NOT_AN_INTERFACE', detail } : undefined;
}

function classifySuccess(answer: Answer, items: readonly DeliverableItem[]): Classification {
  const { status } = answer;
  let results: ReadonlyMap<string, ItemResult> | undefined;
  try {
    results = isPlainText(answer) ? undefined : readItemResults(answer.body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return forAll(
      items,
      verdict('retry', 'PUSH.NO_ANSWER', `the answer ${status} was cut off or is not JSON`, status),
    );
  }
  // 207 promises a result for each item; any other 2xx without results speaks for all.
  if (!results && status !== 207) return forAll(items, verdict('delivered', null, null, status));
  return { verdicts: items.map((item) => itemVerdict(results?.get(item.recordId), items.length)) };
}

/** "OK" is an answer too. What claims to be JSON, or begins like it, must be whole. */
function isPlainText({ contentType, body }: Answer): boolean {
  return !/json/i.test(contentType) && !/^\s*[[{]/.test(body);
}

function itemVerdict(result: ItemResult | undefined, batchSize: number): ItemVerdict {
  if (!result) {
    const detail = 'Oracle did not say what became of it';
    return verdict(batchSize > 1 ? 'alone' : 'retry', 'PUSH.UNANSWERED', detail, null);
  }
  const { status, externalId, detail } = result;
  // 409 for an item: it is there already, which is what was wanted.
  if ((status >= 200 && status < 300) || status === 409)
    return { ...verdict('delivered', null, null, status), externalId };
  if (status === 404) return verdict('park', 'PUSH.UNKNOWN_TO_ORACLE', detail, status);
  if (isTemporary(status)) return verdict('retry', 'PUSH.TEMPORARY', detail, status);
  return verdict('dead', 'PUSH.REJECTED', detail, status);
}

function requestVerdict(status: number, body: string, batchSize: number): ItemVerdict {
  const detail = `Oracle answered ${status}: ${excerpt(body)}`;
  if (isTemporary(status) || status === 409) return verdict('retry', 'PUSH.TEMPORARY', detail, status);
  // One bad item spoils a whole request: each is asked about singly.
  if (batchSize > 1) return verdict('alone', 'PUSH.BATCH_REFUSED', detail, status);
  return verdict('dead', status === 413 ? 'PUSH.TOO_LARGE' : 'PUSH.REJECTED', detail, status);
}

function isTemporary(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

function verdict(
  kind: ItemVerdict['verdict'],
  code: string | null,
  detail: string | null,
  httpStatus: number | null,
): ItemVerdict {
  return { verdict: kind, code, detail, externalId: null, httpStatus };
}

function forAll(items: readonly DeliverableItem[], one: ItemVerdict): Classification {
  return { verdicts: items.map(() => one) };
}

/** The first words of a body, on one line. */
function excerpt(body: string): string {
  return plainWords(body, 300) || 'no text';
}
