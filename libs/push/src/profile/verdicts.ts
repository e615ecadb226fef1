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

/** The expression of the mapping has left nothing that this interface could tell. It is sent once that is mended. */
export function mappedAway(): ItemVerdict {
  const detail =
    'with this delivery profile the result must keep status, timecompleted, grade, user and course as Pull shows them';
  return verdict(['park', 'unmapped'], 'MAPPING.EXPRESSION_FAILED', detail);
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
