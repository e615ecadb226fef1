import type { Backfill } from './backfill';

/** When a backfill ends at the speed of its present stretch of work; `null` while nothing tells. */
export function estimatedFinish(
  { estimatedTotal, lookedAt, resumedAt, resumedFrom }: Backfill,
  now: Date,
): Date | null {
  const done = lookedAt - resumedFrom;
  if (estimatedTotal === null || resumedAt === null || done <= 0) return null;
  const msPerRecord = Math.max(0, now.getTime() - resumedAt.getTime()) / done;
  return new Date(now.getTime() + Math.max(0, estimatedTotal - lookedAt) * msPerRecord);
}
