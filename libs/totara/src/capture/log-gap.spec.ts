import type { CapturePosition } from './capture-position';
import { clampedTo, logGapOf } from './log-gap';

const position: CapturePosition = {
  phase: 'following',
  currentId: 500,
  historyId: 50,
  logId: 1000,
  rollingId: 0,
  rowsRead: 550,
  firstLoadStartedAt: new Date('2026-01-01T00:00:00Z'),
};
const marks = {
  currentId: 520,
  historyId: 60,
  logId: 1200,
  firstLogId: 1,
  now: new Date('2026-02-01T00:00:00Z'),
};

describe('logGapOf', () => {
  it.each([
    ['a whole log', {}, null],
    ['a log whose rows up to the position were deleted', { firstLogId: 1001 }, null],
    ['a log that begins behind the position', { firstLogId: 1100 }, 'cut'],
    ['a log that ends before the position', { logId: 900 }, 'went_back'],
    ['a log that was emptied', { logId: 0, firstLogId: null }, 'went_back'],
  ] as const)('%s: %s', (_, values, gap) => {
    expect(logGapOf(position, { ...marks, ...values })).toBe(gap);
  });

  it('finds none on a site that keeps no log', () => {
    expect(logGapOf({ ...position, logId: 0 }, { ...marks, logId: 0, firstLogId: null })).toBeNull();
  });
});

describe('clampedTo', () => {
  it('leaves a position alone that the tables reach', () => {
    expect(clampedTo(position, marks)).toEqual(position);
  });

  it('goes back to where the tables end', () => {
    expect(clampedTo(position, { ...marks, currentId: 480, historyId: 40, logId: 900 })).toMatchObject({
      currentId: 480,
      historyId: 40,
      logId: 900,
    });
  });
});
