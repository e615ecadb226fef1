import type { ClaimedItem, Settlement } from '@oracle-integration/queue';
import type { ItemVerdict } from './classify-answer';
import { retryDelaySeconds } from './retry-policy';

export interface RetryRules {
  readonly maxAttempts: number;
  /** 0 up to, not including, 1; asked once an item. */
  readonly random: () => number;
}

/** What the queue must write down for a verdict. */
export function settlementOf(item: ClaimedItem, verdict: ItemVerdict, rules: RetryRules): Settlement {
  const attempts = item.attempts + 1;
  const base: Settlement = {
    id: item.id,
    move: 'deliver',
    isAttempt: true,
    delaySeconds: 0,
    isAlone: item.isAlone,
    causeCode: verdict.code,
    causeDetail: verdict.detail,
    externalId: verdict.externalId,
    httpStatus: verdict.httpStatus,
  };
  switch (verdict.verdict) {
    case 'delivered':
      return base;
    case 'park':
      return { ...base, move: 'park' };
    case 'dead':
      return { ...base, move: 'give_up' };
    case 'alone':
      // The batch failed, not the item: it is asked about singly at once, and this was no attempt of its own.
      return { ...base, move: 'release', isAttempt: false, isAlone: true };
    case 'retry':
      if (attempts >= rules.maxAttempts) return { ...base, move: 'give_up' };
      return { ...base, move: 'retry', delaySeconds: retryDelaySeconds(attempts, rules.random()) };
  }
}

/** Back into the line as it was: the target was in trouble, or there was no time left to send it. */
export function releaseOf(item: ClaimedItem): Settlement {
  return {
    id: item.id,
    move: 'release',
    isAttempt: false,
    delaySeconds: 0,
    isAlone: item.isAlone,
    causeCode: null,
    causeDetail: null,
    externalId: null,
    httpStatus: null,
  };
}
