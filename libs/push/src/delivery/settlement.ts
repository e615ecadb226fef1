import type { Settlement } from '@oracle-integration/queue';
import type { ParkReason } from '../mapping/map-completion';
import type { ItemVerdict } from './verdict';
import { retryDelaySeconds, type RetrySchedule } from './retry-policy';
import type { SuppliedItem } from './supplied-item';

export interface RetryRules extends RetrySchedule {
  readonly maxAttempts: number;
  /** 0 up to, not including, 1; asked once an item. */
  readonly random: () => number;
}

/** What is needed of a claimed item to put it back. */
type Leased = Pick<SuppliedItem, 'id' | 'leaseId' | 'isAlone'>;

/** An internal error of Oracle at the second try may be one item's fault: from then on each goes alone. */
const ALONE_AFTER_ERRORS = 2;

/** What the queue must write down for a verdict. */
export function settlementOf(
  item: SuppliedItem,
  batchId: string,
  verdict: ItemVerdict,
  rules: RetryRules,
): Settlement {
  const attempts = item.attempts + 1;
  const base: Settlement = {
    id: item.id,
    leaseId: item.leaseId,
    batchId,
    move: 'deliver',
    outcome: verdict.outcome,
    isAttempt: true,
    isAnswered: verdict.isAnswered,
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
      return {
        ...base,
        move: 'retry',
        delaySeconds: retryDelaySeconds(attempts, rules.random(), rules),
        isAlone: item.isAlone || (verdict.httpStatus === 500 && attempts >= ALONE_AFTER_ERRORS),
      };
  }
}

/** Back into the line as it was: the target was in trouble, or there was no time left to send it. */
export function releaseOf(item: Leased, isAlone = item.isAlone): Settlement {
  return {
    id: item.id,
    leaseId: item.leaseId,
    batchId: item.leaseId,
    move: 'release',
    outcome: 'released',
    isAttempt: false,
    isAnswered: false,
    delaySeconds: 0,
    isAlone,
    causeCode: null,
    causeDetail: null,
    externalId: null,
    httpStatus: null,
  };
}

/** It waits until somebody mends what keeps it from being mapped; no attempt is burned, and nobody asked Oracle. */
export function unmapped(item: Leased, { code, detail }: ParkReason): Settlement {
  return { ...releaseOf(item), move: 'park', outcome: 'unmapped', causeCode: code, causeDetail: detail };
}

/** The ledger was restored in part, or somebody removed the record: nothing can be sent of it. */
export function missingRecord(item: Leased): Settlement {
  return {
    ...releaseOf(item),
    move: 'give_up',
    outcome: 'rejected',
    isAttempt: true,
    causeCode: 'PUSH.RECORD_MISSING',
    causeDetail: 'The ledger no longer holds this revision',
  };
}
