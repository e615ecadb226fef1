import { SortedIds } from './sorted-ids';

/**
 * Which rows of the change log still have to be looked at.
 *
 * Ids are given when a row is written but become visible when its transaction commits, so a smaller id may appear
 * after a larger one. Each row is therefore read again for a while (the overlap) and recognised by its id: a late one
 * is seen, and none is worked on twice. After a restart the overlap is worked on once more, which changes nothing.
 */
export class LogOverlap {
  private readonly done = new SortedIds();
  private checkpoints: { id: number; at: number }[] = [];
  private wholeAt = -Infinity;

  /**
   * @param overlapMs how long a row may become visible after a later one
   * @param lookBackIds how many ids before the place where a look begins are read again too
   */
  constructor(
    private readonly overlapMs: number,
    private readonly lookBackIds = 0,
  ) {}

  isDone(id: number): boolean {
    return this.done.has(id);
  }

  /** Whether the whole overlap was looked at within the last so many milliseconds. */
  wasWholeWithin(ms: number, now: number): boolean {
    return now - this.wholeAt < ms;
  }

  /** Where the log ended at the last look at or before a moment; `undefined` when none is known. */
  endAt(moment: number): number | undefined {
    return this.checkpoints.findLast(({ at }) => at <= moment)?.id;
  }

  /** What is worked off after an id, up to another: as the log's own digest says it when nothing else is there. */
  digestAfter(afterId: number, untilId = Infinity): { rows: number; idSum: number; lastId: number } {
    return this.done.digest(afterId, untilId);
  }

  /** Notes that these rows are worked off. */
  markDone(ids: readonly number[]): void {
    for (const id of ids) this.done.add(id);
  }

  /**
   * Notes that the log ended at `lastId` now, and answers from where the next look must begin: the last id that was the
   * end of the log a whole overlap ago.
   *
   * @param isWhole whether everything visible up to there was looked at; else the beginning stays where it is
   */
  advance(from: number, lastId: number, now: number, isWhole = true): number {
    this.checkpoints.push({ id: lastId, at: now });
    if (!isWhole) return from;
    this.wholeAt = now;
    const old = this.checkpoints.filter(({ at }) => now - at >= this.overlapMs);
    this.checkpoints = this.checkpoints.filter(({ at }) => now - at < this.overlapMs);
    const safe = Math.max(from, ...old.map(({ id }) => id));
    this.done.forgetUntil(safe - this.lookBackIds);
    return safe;
  }
}
