import { BackfillState } from '@oracle-integration/contracts';

/** What can happen to a backfill. */
export const BackfillMove = {
  Pause: 'pause',
  Resume: 'resume',
  Cancel: 'cancel',
  /** The end of the ledger is reached. */
  Finish: 'finish',
  /** It has failed so often in a row that it does not go on by itself. */
  Fail: 'fail',
} as const;
export type BackfillMove = (typeof BackfillMove)[keyof typeof BackfillMove];

const { Counting, Running, Paused, Finished, Cancelled, Failed } = BackfillState;

/** A dry run counts where a real one runs: both are the same work. */
const MOVES: Record<BackfillMove, { from: readonly BackfillState[]; to: BackfillState | 'work' }> = {
  pause: { from: [Counting, Running], to: Paused },
  resume: { from: [Paused, Failed], to: 'work' },
  cancel: { from: [Counting, Running, Paused, Failed], to: Cancelled },
  finish: { from: [Counting, Running], to: Finished },
  fail: { from: [Counting, Running], to: Failed },
};

/** The state of one that is worked on. */
export function workingState({ isDryRun }: { isDryRun: boolean }): BackfillState {
  return isDryRun ? Counting : Running;
}

export function isUnderWay(state: BackfillState): boolean {
  return state === Counting || state === Running;
}

/** The state after a move, or `undefined` when the move is not legal from the present one. */
export function movedBackfill(
  { state, isDryRun }: { state: BackfillState; isDryRun: boolean },
  move: BackfillMove,
): BackfillState | undefined {
  const { from, to } = MOVES[move];
  if (!from.includes(state)) return undefined;
  return to === 'work' ? workingState({ isDryRun }) : to;
}
