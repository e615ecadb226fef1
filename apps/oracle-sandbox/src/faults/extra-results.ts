import { randomUUID } from 'node:crypto';
import type { ItemAnswer } from '../delivery/batch-ledger';
import type { ExtraResultsFault } from './fault-set';

/** The true results, and behind them those that a fault adds. */
export function withExtraResults(
  answers: readonly ItemAnswer[],
  fault: ExtraResultsFault | undefined,
): readonly ItemAnswer[] {
  if (!fault) return answers;
  const repeated = fault.repeated
    ? answers.map((answer) => ({ ...answer, status: fault.repeatedStatus ?? answer.status }))
    : [];
  const unknown = Array.from({ length: fault.unknown }, () => ({ id: randomUUID(), status: 201 }));
  return [...answers, ...repeated, ...unknown];
}
