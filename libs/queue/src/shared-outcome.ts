import type { QueueItemStatus } from '@oracle-integration/contracts';
import type { Settlement } from './queue-item';
import { moved } from './queue-item-state';

/** What some items came to in the same way; `externalIds` and `delaysSeconds` are in the order of `ids`. */
export interface SharedOutcome extends Omit<Settlement, 'id' | 'move' | 'externalId' | 'delaySeconds'> {
  status: QueueItemStatus;
  ids: string[];
  externalIds: (string | null)[];
  delaysSeconds: number[];
}

/**
 * Settlements with what they share said once: most requests are delivered whole, and PostgreSQL reads this text for
 * 20,000 items a second. Only neighbours are compared, since those of one request stand together.
 */
export function sharedOutcomes(settlements: readonly Settlement[]): SharedOutcome[] {
  const outcomes: SharedOutcome[] = [];
  let first: Settlement | undefined;
  for (const settlement of settlements) {
    if (!first || !isAlike(first, settlement)) {
      first = settlement;
      outcomes.push(outcomeOf(settlement));
    }
    const { ids, externalIds, delaysSeconds } = outcomes.at(-1)!;
    ids.push(settlement.id);
    externalIds.push(storable(settlement.externalId));
    delaysSeconds.push(settlement.delaySeconds);
  }
  return outcomes;
}

function outcomeOf(settlement: Settlement): SharedOutcome {
  return {
    leaseId: settlement.leaseId,
    batchId: settlement.batchId,
    // Each move of a settlement is open to an item that is being sent.
    status: moved('sending', settlement.move)!,
    outcome: settlement.outcome,
    isAttempt: settlement.isAttempt,
    isAnswered: settlement.isAnswered,
    isAlone: settlement.isAlone,
    causeCode: settlement.causeCode,
    causeDetail: storable(settlement.causeDetail),
    httpStatus: settlement.httpStatus,
    ids: [],
    externalIds: [],
    delaysSeconds: [],
  };
}

function isAlike(one: Settlement, other: Settlement): boolean {
  return (
    one.batchId === other.batchId &&
    one.leaseId === other.leaseId &&
    one.move === other.move &&
    one.outcome === other.outcome &&
    one.isAttempt === other.isAttempt &&
    one.isAnswered === other.isAnswered &&
    one.isAlone === other.isAlone &&
    one.httpStatus === other.httpStatus &&
    one.causeCode === other.causeCode &&
    one.causeDetail === other.causeDetail
  );
}

/** Oracle's words may hold what PostgreSQL's text cannot: one of them would keep a whole group from being settled. */
export function storable(text: string | null): string | null {
  return text === null ? null : text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
