import { randomUUID } from 'node:crypto';
import type { Claim, QueueService, Settlement } from '@oracle-integration/queue';

/** Writes down one outcome for everything that was claimed, as the sender would: delivered unless told otherwise. */
export function settleClaim(
  queue: QueueService,
  { leaseId, items }: Claim,
  outcome: Partial<Settlement> = {},
): Promise<void> {
  const batchId = randomUUID();
  const settlements = items.map(({ id }): Settlement => ({
    id,
    leaseId,
    batchId,
    move: 'deliver',
    outcome: outcome.move ?? 'delivered',
    isAttempt: true,
    isAnswered: true,
    isAlone: false,
    delaySeconds: 0,
    causeCode: null,
    causeDetail: null,
    externalId: null,
    httpStatus: 201,
    ...outcome,
  }));
  return queue.settle({ settlements, requests: [] });
}
