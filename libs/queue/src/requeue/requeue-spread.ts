/** Items that a recovered target is given back in a second, besides what is new. */
const ITEMS_PER_SECOND = 50;
const SPREAD_MAX_SECONDS = 30 * 60;

/** Over how many seconds so many requeued items are spread: at once when they are few, half an hour at most. */
export function requeueSpreadSeconds(items: number): number {
  if (items <= ITEMS_PER_SECOND) return 0;
  return Math.min(Math.ceil(items / ITEMS_PER_SECOND), SPREAD_MAX_SECONDS);
}
