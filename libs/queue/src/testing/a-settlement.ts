import { randomUUID } from 'node:crypto';
import type { Claim, SettledBatch, Settlement } from '../queue-item';

type Outcome = Partial<Omit<Settlement, 'id'>> & Pick<Settlement, 'move'>;

/** One outcome for all items of a claim; an attempt unless told otherwise. */
export function settledAll({ leaseId, items }: Claim, outcome: Outcome): SettledBatch {
  const settlements = items.map(({ id }) => ({
    id,
    isAttempt: true,
    delaySeconds: 0,
    isAlone: false,
    causeCode: null,
    causeDetail: null,
    externalId: null,
    httpStatus: null,
    ...outcome,
  }));
  return { leaseId, batchId: randomUUID(), durationMs: 12, settlements };
}
