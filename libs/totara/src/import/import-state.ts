import { ImportState } from '@oracle-integration/contracts';

/** What a manager may do with an import. */
export type ImportAction = 'map' | 'check' | 'apply' | 'pause' | 'resume' | 'cancel' | 'remove';

const { Uploading, Uploaded, Checking, Checked, Applying, Paused, Applied, Cancelled, Failed, Removing } =
  ImportState;

/** Which action leads from which state where. */
const MOVES: Readonly<Record<ImportAction, Partial<Record<ImportState, ImportState>>>> = {
  // A mapping that is changed makes the verdicts worthless.
  map: { [Uploaded]: Uploaded, [Checked]: Uploaded, [Applied]: Uploaded, [Cancelled]: Uploaded },
  check: { [Uploaded]: Checking, [Checked]: Checking, [Applied]: Checking, [Cancelled]: Checking },
  apply: { [Checked]: Applying },
  pause: { [Applying]: Paused },
  resume: { [Paused]: Applying },
  // A check has written nothing; it is as if it had not been asked for.
  cancel: { [Checking]: Uploaded, [Applying]: Cancelled, [Paused]: Cancelled },
  remove: {
    [Uploaded]: Removing,
    [Checked]: Removing,
    [Paused]: Removing,
    [Applied]: Removing,
    [Cancelled]: Removing,
    [Failed]: Removing,
  },
};

/** What to do instead, of an import in this state. */
const HINTS: Readonly<Record<ImportState, string>> = {
  [Uploading]: 'Wait until the file has arrived.',
  [Uploaded]: 'Check it first.',
  [Checking]: 'Wait until the check is finished, or cancel it.',
  [Checked]: 'It can be applied, checked again, or deleted.',
  [Applying]: 'Pause or cancel it, or wait until it is applied.',
  [Paused]: 'Go on with it, or cancel it.',
  [Applied]: 'Check it again first.',
  [Cancelled]: 'Check it again first.',
  [Failed]: 'Upload the file again.',
  [Removing]: 'It is being deleted.',
};

/** The state that an action leads to; `undefined` where it is not possible. */
export function stateAfter(action: ImportAction, state: ImportState): ImportState | undefined {
  return MOVES[action][state];
}

/** What to do instead of what is not possible now. */
export function hintFor(state: ImportState): string {
  return HINTS[state];
}

/** Whether somebody works on it, a process or the one who uploads. */
export function isWorking(state: ImportState): boolean {
  return state === Uploading || state === Checking || state === Applying;
}
