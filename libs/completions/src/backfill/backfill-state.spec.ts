import { BackfillState } from '@oracle-integration/contracts';
import { BackfillMove, isUnderWay, movedBackfill, workingState } from './backfill-state';

const LEGAL = [
  ['running', 'pause', 'paused'],
  ['running', 'cancel', 'cancelled'],
  ['running', 'finish', 'finished'],
  ['running', 'fail', 'failed'],
  ['counting', 'pause', 'paused'],
  ['counting', 'cancel', 'cancelled'],
  ['counting', 'finish', 'finished'],
  ['counting', 'fail', 'failed'],
  ['paused', 'resume', 'running'],
  ['paused', 'cancel', 'cancelled'],
  ['failed', 'resume', 'running'],
  ['failed', 'cancel', 'cancelled'],
] as const;

describe('the moves of a backfill', () => {
  it.each(LEGAL)('%s --%s--> %s', (state, move, after) => {
    expect(movedBackfill({ state, isDryRun: false }, move)).toBe(after);
  });

  it('are no others', () => {
    const moves = Object.values(BackfillState).flatMap((state) =>
      Object.values(BackfillMove).filter((move) => movedBackfill({ state, isDryRun: false }, move)),
    );

    expect(moves).toHaveLength(LEGAL.length);
  });

  it('let a dry run go on counting', () => {
    expect(movedBackfill({ state: 'paused', isDryRun: true }, 'resume')).toBe('counting');
    expect(workingState({ isDryRun: true })).toBe('counting');
    expect(workingState({ isDryRun: false })).toBe('running');
  });

  it('name what is under way', () => {
    expect(Object.values(BackfillState).filter(isUnderWay)).toEqual(['counting', 'running']);
  });
});
