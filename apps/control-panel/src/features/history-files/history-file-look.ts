import {
  HISTORY_STATUSES,
  HistoryFileState,
  HistoryUploadState,
  type HistoryUploadView,
} from '@oracle-integration/contracts';
import { selectionWords } from '../../lib/selection';
import { strings } from '../../lib/strings';
import type { Tone } from '../../ui/tone';
import { type HistoryFile, isWhollyLoaded } from './api/history-file';

const words = strings.historyFiles;

/** A state in a word and its tone. */
export interface StateLook {
  word: string;
  tone: Tone;
}

const FILE_TONES: Readonly<Record<HistoryFileState, Tone>> = {
  [HistoryFileState.Running]: 'progress',
  [HistoryFileState.Finished]: 'ok',
  [HistoryFileState.Cancelled]: 'off',
  [HistoryFileState.Failed]: 'stopped',
  [HistoryFileState.Removed]: 'off',
};

/** A dry run makes no file, so it is never "ready". */
export function lookOfFile({ state, dryRun }: HistoryFile): StateLook {
  const tone = FILE_TONES[state];
  if (dryRun && state === HistoryFileState.Running) return { word: words.looking, tone };
  if (dryRun && state === HistoryFileState.Finished) return { word: words.looked, tone };
  return { word: words.states[state], tone };
}

/** How Oracle stands to a file; one that it took only in part asks for somebody. */
export function lookOfUpload(upload: HistoryUploadView): StateLook {
  const word = words.upload.states[upload.state];
  if (upload.state === HistoryUploadState.Running) return { word, tone: 'progress' };
  if (upload.state === HistoryUploadState.Failed) return { word, tone: 'stopped' };
  return isWhollyLoaded(upload)
    ? { word, tone: 'ok' }
    : { word: words.upload.loadedPartly, tone: 'attention' };
}

/** What was asked for, in one line. */
export function orderWords(file: HistoryFile): string {
  const whole = selectionWords(words.file.scopeWords[file.scope], file);
  const [only] = file.statuses;
  return only && file.statuses.length < HISTORY_STATUSES.length
    ? `${whole}, ${words.file.onlyStatus(only)}`
    : whole;
}
