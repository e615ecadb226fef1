import { type ItemVerdict, unanswered, verdict } from '../delivery/verdict';
import { plainWords } from '../target/plain-words';

const DETAIL_MAX = 1000;

/** Oracle has it now. */
export function deliveredAs(externalId: string | null, httpStatus: number): ItemVerdict {
  return { ...verdict(['delivered', 'delivered'], null, null, httpStatus), externalId };
}

/** Oracle had it before. */
export function thereAlready(externalId: string | null, httpStatus: number): ItemVerdict {
  return { ...verdict(['delivered', 'duplicate'], null, null, httpStatus), externalId };
}

/** Somebody must mend a number, or create what is missing. */
export function unmapped(detail: string): ItemVerdict {
  return verdict(['park', 'unmapped'], 'PUSH.UNKNOWN_TO_ORACLE', plainWords(detail, DETAIL_MAX));
}

/** This interface of Oracle has no words for it. */
export function untellable(detail: string): ItemVerdict {
  return verdict(['dead', 'rejected'], 'PUSH.REJECTED', plainWords(detail, DETAIL_MAX));
}

/** Oracle has taken it and does not show it as complete yet. That is no failure that could tell of an outage. */
export function notCompleteYet(detail: string, httpStatus: number): ItemVerdict {
  return verdict(['retry', 'accepted'], 'PUSH.TEMPORARY', plainWords(detail, DETAIL_MAX), httpStatus);
}

/** Nothing came of it, and the next try looks first. */
export function triedAgain(detail: string, httpStatus: number): ItemVerdict {
  return verdict(['retry', 'temporary'], 'PUSH.TEMPORARY', plainWords(detail, DETAIL_MAX), httpStatus);
}

/** In a request of its own, at once. */
export function alone(detail: string): ItemVerdict {
  return unanswered(verdict(['alone', 'unknown'], 'PUSH.UNANSWERED', detail));
}
