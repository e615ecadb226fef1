import { LogOverlap } from './log-overlap';

const MINUTE = 60_000;

describe('the overlap of the change log', () => {
  it('knows the rows that are worked off', () => {
    const overlap = new LogOverlap(10 * MINUTE);

    overlap.markDone([4, 6]);

    expect([4, 5, 6].map((id) => overlap.isDone(id))).toEqual([true, false, true]);
  });

  it('begins again where it began until an overlap has passed', () => {
    const overlap = new LogOverlap(10 * MINUTE);

    expect(overlap.advance(100, 150, 0)).toBe(100);
    expect(overlap.advance(100, 180, 9 * MINUTE)).toBe(100);
  });

  it('goes on from the end of the log an overlap ago', () => {
    const overlap = new LogOverlap(10 * MINUTE);
    overlap.advance(100, 150, 0);
    overlap.advance(100, 180, 4 * MINUTE);

    expect(overlap.advance(100, 200, 10 * MINUTE)).toBe(150);
    expect(overlap.advance(150, 210, 14 * MINUTE)).toBe(180);
  });

  it('never goes back behind where it began', () => {
    const overlap = new LogOverlap(10 * MINUTE);
    overlap.advance(100, 50, 0);

    expect(overlap.advance(100, 120, 10 * MINUTE)).toBe(100);
  });

  it('stays where it is on a log that stands still', () => {
    const overlap = new LogOverlap(10 * MINUTE);
    for (let minute = 0; minute < 30; minute += 1) overlap.advance(100, 100, minute * MINUTE);

    expect(overlap.advance(100, 100, 30 * MINUTE)).toBe(100);
  });

  it('forgets the rows behind it, and keeps those within', () => {
    const overlap = new LogOverlap(10 * MINUTE);
    overlap.markDone([149, 150, 151]);
    overlap.advance(100, 150, 0);

    overlap.advance(100, 151, 10 * MINUTE);

    expect([149, 150, 151].map((id) => overlap.isDone(id))).toEqual([false, false, true]);
  });

  it('keeps knowing the rows of a look-back behind it', () => {
    const overlap = new LogOverlap(10 * MINUTE, 20);
    overlap.markDone([129, 131, 151]);
    overlap.advance(100, 150, 0);

    overlap.advance(100, 151, 10 * MINUTE);

    expect([129, 131, 151].map((id) => overlap.isDone(id))).toEqual([false, true, true]);
  });

  it('stays where it is by looks that left something out, and moves with the next whole one', () => {
    const overlap = new LogOverlap(10 * MINUTE);
    overlap.advance(100, 150, 0);

    expect(overlap.advance(100, 200, 11 * MINUTE, false)).toBe(100);
    expect(overlap.wasWholeWithin(11 * MINUTE, 11 * MINUTE)).toBe(false);
    expect(overlap.advance(100, 210, 12 * MINUTE)).toBe(150);
    expect(overlap.wasWholeWithin(MINUTE, 12.5 * MINUTE)).toBe(true);
  });

  it('knows where the log ended, and what is done up to there', () => {
    const overlap = new LogOverlap(10 * MINUTE);
    overlap.markDone([120, 150, 180]);
    overlap.advance(100, 150, 0);
    overlap.advance(100, 180, MINUTE);

    expect([-1, 0, MINUTE - 1, MINUTE].map((at) => overlap.endAt(at))).toEqual([undefined, 150, 150, 180]);
    expect(overlap.digestAfter(100, 150)).toEqual({ rows: 2, idSum: 270, lastId: 150 });
  });
});
