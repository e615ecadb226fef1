import type { LearnerCourse } from '@oracle-integration/completions';
import { CAPTURE_BATCH } from '../../capture/capture-step';

/**
 * Puts what is about the same learner and course into rounds one after another, in the given order: the ledger folds
 * one picture of each at a time. No round is larger than what the ledger takes at once.
 */
export function roundsOf<Item extends LearnerCourse>(items: readonly Item[]): Item[][] {
  const counts = new Map<string, number>();
  const rounds: Item[][] = [];
  for (const item of items) {
    const key = `${item.userId}:${item.courseId}`;
    const round = counts.get(key) ?? 0;
    counts.set(key, round + 1);
    (rounds[round] ??= []).push(item);
  }
  return rounds.flatMap(inBatches);
}

function inBatches<Item>(round: readonly Item[]): Item[][] {
  const count = Math.ceil(round.length / CAPTURE_BATCH);
  return Array.from({ length: count }, (_, index) =>
    round.slice(index * CAPTURE_BATCH, (index + 1) * CAPTURE_BATCH),
  );
}
