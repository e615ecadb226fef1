import type { MappedItem } from '../mapping/mapped-item';
import type { Exchanged } from '../profile/conversation';
import type { HttpAnswer as Answer } from '../profile/delivery-profile';
import { type ItemResult, readItemResults } from '../profile/generic-json';
import { plainWords } from '../target/plain-words';
import { retryAfterSeconds } from './retry-policy';
import type { Trouble } from './trouble';
import { type Classification, forAll, type ItemVerdict, notAnswered, unanswered, verdict } from './verdict';

/** The one place that decides what an answer of Oracle means. Pure. */
export function classifyAnswer(answer: Exchanged, items: readonly MappedItem[], now: Date): Classification {
  if (answer.kind !== 'answer') return notAnswered(answer, items);
  const trouble = troubleOf(answer, now);
  if (trouble) return { trouble };
  if (answer.status >= 200 && answer.status < 300) return classifySuccess(answer, items);
  return classifyRefusal(answer, items);
}

/** What an answer says of the target as a whole, if it does. */
export function troubleOf(answer: Answer, now: Date): Trouble | undefined {
  const { status } = answer;
  const detail = `the completions endpoint answered ${status}: ${excerpt(answer.body)}`;
  const waitSeconds = retryAfterSeconds(answer.retryAfter, now);
  if (status === 429 || (isTemporary(status) && waitSeconds !== undefined)) {
    return { code: 'PUSH.ASKED_TO_WAIT', detail, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
  }
  if (status === 401) return { code: 'PUSH.TOKEN_REJECTED', detail };
  if (status === 403) return { code: 'PUSH.FORBIDDEN', detail };
  if (status === 404 || status === 405) return { code: 'PUSH.ENDPOINT_MISSING', detail };
  const isRedirect = status >= 300 && status < 400;
  const isPage = status < 300 && (/html/i.test(answer.contentType) || /^\s*</.test(answer.body));
  return isRedirect || isPage ? { code: 'PUSH.NOT_AN_INTERFACE', detail } : undefined;
}

function classifySuccess(answer: Answer, items: readonly MappedItem[]): Classification {
  const { status } = answer;
  const unreadable = (detail: string) =>
    forAll(items, unanswered(verdict(['retry', 'unknown'], 'PUSH.NO_ANSWER', detail, status)));
  if (answer.isCut) return unreadable(`the answer ${status} is too long to be read`);
  let results: ReadonlyMap<string, ItemResult> | undefined;
  try {
    results = isPlainText(answer) ? undefined : readItemResults(answer.body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(`the answer ${status} was cut off or is not JSON`);
  }
  // 207 promises a result for each item; any other 2xx without results speaks for all.
  if (!results && status !== 207)
    return forAll(items, verdict(['delivered', takenAs(status)], null, null, status));
  const verdicts = items.map((item) => itemVerdict(results?.get(item.recordId), items.length));
  return allForbidden(verdicts) ? { trouble: forbiddenForAll(verdicts[0]!) } : { verdicts };
}

/** "OK" is an answer too. What claims to be JSON, or begins like it, must be whole. */
function isPlainText({ contentType, body }: Answer): boolean {
  return !/json/i.test(contentType) && !/^\s*[[{]/.test(body);
}

/** What the result of one item means. */
export function itemVerdict(result: ItemResult | undefined, batchSize: number): ItemVerdict {
  if (!result) {
    const detail = 'Oracle did not say what became of it';
    return verdict([batchSize > 1 ? 'alone' : 'retry', 'unknown'], 'PUSH.UNANSWERED', detail);
  }
  const { status, externalId, detail } = result;
  if (status >= 200 && status < 300)
    return { ...verdict(['delivered', takenAs(status)], null, null, status), externalId };
  // 409 for an item: it is there already, which is what was wanted.
  if (status === 409) return { ...verdict(['delivered', 'duplicate'], null, null, status), externalId };
  if (status === 403) return verdict(['dead', 'rejected'], 'PUSH.FORBIDDEN_ITEM', detail, status);
  if (status === 404) return verdict(['park', 'unmapped'], 'PUSH.UNKNOWN_TO_ORACLE', detail, status);
  if (status === 413) return verdict(['dead', 'too_large'], 'PUSH.TOO_LARGE', detail, status);
  if (isTemporary(status)) return verdict(['retry', 'temporary'], 'PUSH.TEMPORARY', detail, status);
  return verdict(['dead', 'rejected'], 'PUSH.REJECTED', detail, status);
}

/** When Oracle allows none of several items, it is the role that is missing, not the items. */
function allForbidden(verdicts: readonly ItemVerdict[]): boolean {
  return verdicts.length > 1 && verdicts.every(({ code }) => code === 'PUSH.FORBIDDEN_ITEM');
}

function forbiddenForAll({ detail }: ItemVerdict): Trouble {
  return {
    code: 'PUSH.FORBIDDEN',
    detail: `the completions endpoint allows no item: ${detail ?? 'no text'}`,
  };
}

function classifyRefusal({ status, body }: Answer, items: readonly MappedItem[]): Classification {
  const detail = `Oracle answered ${status}: ${excerpt(body)}`;
  if (status === 409 && saysAlreadyThere(body))
    return forAll(items, verdict(['delivered', 'duplicate'], null, null, status));
  // Any other 409: the same batch is still being worked on there.
  if (isTemporary(status) || status === 409)
    return forAll(items, unanswered(verdict(['retry', 'temporary'], 'PUSH.TEMPORARY', detail, status)));
  // One bad item spoils a whole request where the receiver takes all or none.
  if (items.length > 1) return { halve: { httpStatus: status } };
  const isTooLarge = status === 413;
  const [outcome, code] = isTooLarge
    ? (['too_large', 'PUSH.TOO_LARGE'] as const)
    : (['rejected', 'PUSH.REJECTED'] as const);
  return forAll(items, verdict(['dead', outcome], code, detail, status));
}

/** How receivers word it that they hold the same already; a request still in progress is worded otherwise. */
function saysAlreadyThere(body: string): boolean {
  return /already (exists?|there|recorded|processed|completed)|duplicate/i.test(body);
}

function takenAs(status: number): 'accepted' | 'delivered' {
  return status === 202 ? 'accepted' : 'delivered';
}

/** 412: what Oracle holds changed meanwhile; looked at anew, the same may pass. */
export function isTemporary(status: number): boolean {
  return [408, 412, 425, 429].includes(status) || status >= 500;
}

/** The first words of a body, on one line. */
export function excerpt(body: string): string {
  return plainWords(body, 300) || 'no text';
}
