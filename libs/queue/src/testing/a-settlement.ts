import { randomUUID } from 'node:crypto';
import type { Claim, SettledGroup, Settlement } from '../queue-item';

type Outcome = Partial<Omit<Settlement, 'id'>> & Pick<Settlement, 'move'>;

/** One outcome for all items of a claim, by one request; an attempt unless told otherwise. */
export function settledAll({ leaseId, items }: Claim, outcome: Outcome): SettledGroup {
  const batchId = randomUUID();
  const settlements = items.map(({ id }) => ({
    id,
    leaseId,
    batchId,
    outcome: outcome.move === 'deliver' ? 'delivered' : outcome.move,
    isAttempt: true,
    isAnswered: true,
    delaySeconds: 0,
    isAlone: false,
    causeCode: null,
    causeDetail: null,
    externalId: null,
    httpStatus: null,
    ...outcome,
  }));
  return { settlements, requests: [] };
}
