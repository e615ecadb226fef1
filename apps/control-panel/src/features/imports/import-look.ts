import { ImportState, ImportVerdict } from '@oracle-integration/contracts';
import type { Tone } from '../../ui/tone';

/** How each state looks; its words stand in the catalogue. */
export const IMPORT_STATE_TONES: Readonly<Record<ImportState, Tone>> = {
  [ImportState.Uploading]: 'progress',
  [ImportState.Uploaded]: 'attention',
  [ImportState.Checking]: 'progress',
  [ImportState.Checked]: 'attention',
  [ImportState.Applying]: 'progress',
  [ImportState.Paused]: 'attention',
  [ImportState.Applied]: 'ok',
  [ImportState.Cancelled]: 'off',
  [ImportState.Failed]: 'stopped',
  [ImportState.Removing]: 'off',
};

export const IMPORT_VERDICT_TONES: Readonly<Record<ImportVerdict, Tone>> = {
  [ImportVerdict.New]: 'ok',
  [ImportVerdict.Changed]: 'ok',
  [ImportVerdict.Unchanged]: 'off',
  [ImportVerdict.KnownFromSite]: 'off',
  [ImportVerdict.Skipped]: 'off',
  [ImportVerdict.DuplicateInFile]: 'off',
  [ImportVerdict.Error]: 'attention',
};

/** What a manager may press, by state: the same moves as the service allows, so that no button is refused. */
export function actionsOf(state: ImportState): {
  canCheck: boolean;
  canApply: boolean;
  canRemove: boolean;
} {
  const { Uploaded, Checked, Applied, Cancelled, Paused, Failed } = ImportState;
  const isOneOf = (...states: ImportState[]) => states.includes(state);
  return {
    canCheck: isOneOf(Uploaded, Checked, Applied, Cancelled),
    canApply: isOneOf(Checked),
    canRemove: isOneOf(Uploaded, Checked, Paused, Applied, Cancelled, Failed),
  };
}
