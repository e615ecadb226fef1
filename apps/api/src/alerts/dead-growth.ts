/** The fewest given-up completions since a moment. */
export interface DeadMemory {
  readonly lowest: number | null;
  readonly since: Date | null;
}

const DAY_MS = 24 * 3600_000;

/**
 * How many more are given up than the fewest of the last day, and what to remember. What has stayed the same for a day
 * is no news any more; what a manager put right lowers the mark at once.
 */
export function deadGrowth(
  { lowest, since }: DeadMemory,
  count: number,
  now: Date,
): { growth: number; memory: { lowest: number; since: Date } } {
  const isOld = since === null || now.getTime() - since.getTime() >= DAY_MS;
  if (lowest === null || isOld || count < lowest) return { growth: 0, memory: { lowest: count, since: now } };
  return { growth: count - lowest, memory: { lowest, since } };
}
