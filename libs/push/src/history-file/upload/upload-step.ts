import type { Asked } from './data-set.client';
import type { DueUpload, UploadProgress } from './history-upload.repository';

/** What a step came to, and when anything more is done. */
export interface StepResult {
  readonly progress: UploadProgress;
  readonly delaySeconds?: number;
}

/** Longer than any outage that ends by itself; a load takes minutes. */
const PATIENCE_SECONDS = 24 * 3600;
const FIRST_RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 300;
const FIRST_LOOK_SECONDS = 2;
const LONGEST_LOOK_SECONDS = 30;

/** A step is over: the next one begins with a clean slate. */
export function goOn(progress: UploadProgress): StepResult {
  return { progress: { tries: 0, failure: null, ...progress } };
}

/** It came to nothing; why. */
export function failed(failure: string): StepResult {
  return { progress: { state: 'failed', failure } };
}

/** It is tried again: soon at first, then every five minutes, for a day. */
export function triedAgain(
  { tries, stepSeconds }: Pick<DueUpload, 'tries' | 'stepSeconds'>,
  trouble: string,
  waitSeconds?: number,
): StepResult {
  if (stepSeconds > PATIENCE_SECONDS) return failed(`${trouble} We tried for a day.`);
  const delaySeconds =
    waitSeconds ?? Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(tries, 10), LONGEST_RETRY_SECONDS);
  return { progress: { tries: tries + 1, failure: trouble }, delaySeconds };
}

/** Oracle is at work: it is looked at again, ever more seldom, for a day. */
export function lookedAtAgain(
  { tries, stepSeconds }: Pick<DueUpload, 'tries' | 'stepSeconds'>,
  progress: UploadProgress,
): StepResult {
  if (stepSeconds > PATIENCE_SECONDS) {
    return failed(
      'Oracle has not come to an end with the data set within a day. Look at it in Data Exchange.',
    );
  }
  const delaySeconds = Math.min(FIRST_LOOK_SECONDS * 2 ** Math.min(tries, 10), LONGEST_LOOK_SECONDS);
  return { progress: { failure: null, ...progress, tries: tries + 1 }, delaySeconds };
}

/** What a question that was not answered as hoped means for its step. */
export function notAnswered(
  upload: Pick<DueUpload, 'tries' | 'stepSeconds'>,
  asked: Exclude<Asked<never>, { value: unknown }>,
): StepResult {
  return 'refused' in asked ? failed(asked.refused) : triedAgain(upload, asked.later, asked.waitSeconds);
}
