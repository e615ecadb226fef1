/**
 * Upper ends, in seconds, of the spans by which delays are counted: fine where a manager cares, coarse where it only
 * matters that it was long. What is beyond the last is counted after it.
 */
export const DELAY_ENDS = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200,
  14_400, 28_800, 86_400,
] as const;

/**
 * The delay that a share of all did not exceed, evenly placed within its span; `null` where there is none. Beyond the
 * last end it is the last end: that long at least.
 *
 * @param counts by the number of their span, as `width_bucket` gives it: 0 is below the first end
 */
export function delayOf(counts: ReadonlyMap<number, number>, share: number): number | null {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let before = 0;
  for (let span = 0; span < DELAY_ENDS.length; span += 1) {
    const count = counts.get(span) ?? 0;
    if (count > 0 && before + count >= total * share) {
      const from = span === 0 ? 0 : DELAY_ENDS[span - 1]!;
      const seconds = from + ((DELAY_ENDS[span]! - from) * (total * share - before)) / count;
      return Math.round(seconds * 10) / 10;
    }
    before += count;
  }
  return DELAY_ENDS.at(-1)!;
}
