import { BackfillState } from '@oracle-integration/contracts';
import { countOf } from '../format';

const completions = (count: number) => countOf(count, 'completion', 'completions');

const form = {
  title: 'Backfill',
  explanation:
    'Which completions of the past are meant? First they are only counted; you then decide whether they are queued.',
  force: 'Send again what Oracle has already',
  forceHint: 'Under the same numbers, so that nothing is doubled there.',
  dryRun: 'Count them (dry run)',
};

export const backfill = {
  heading: 'Backfill',
  purpose: 'Queues completions of the past, for example when Push has just been switched on.',
  open: 'New backfill',
  progress: 'Progress of the backfill',
  dryRun: 'Dry run',
  realRun: 'Backfill',
  finishesAbout: 'Finishes about',
  states: {
    [BackfillState.Counting]: 'Counting',
    [BackfillState.Running]: 'Running',
    [BackfillState.Paused]: 'Paused',
    [BackfillState.Finished]: 'Finished',
    [BackfillState.Cancelled]: 'Cancelled',
    [BackfillState.Failed]: 'Failed',
  } satisfies Record<BackfillState, string>,
  counts: {
    new: (count: number) => `${completions(count)} not sent before`,
    alreadySent: (count: number) => `${completions(count)} already sent to Oracle`,
    alreadyWaiting: (count: number) => `${completions(count)} already in the queue`,
    stopped: (count: number) => `${completions(count)} stopped: requeue them instead`,
  },
  steps: { pause: 'Pause', resume: 'Resume', cancel: 'Cancel the backfill' },
  stepDone: {
    [BackfillState.Paused]: 'The backfill rests.',
    [BackfillState.Running]: 'The backfill goes on.',
    [BackfillState.Counting]: 'The dry run goes on.',
    [BackfillState.Cancelled]: 'The backfill is cancelled.',
  } as Partial<Record<BackfillState, string>>,
  stepFailed: 'The backfill could not be changed.',
  cancelQuestion: 'Cancel the backfill?',
  cancelExplanation: (queued: number) =>
    queued === 0
      ? 'Nothing has been queued by it.'
      : `It cannot be resumed afterwards. The ${completions(queued)} that are queued stay queued.`,
  queueFound: (count: number) => `Queue ${completions(count)}`,
  queueQuestion: (count: number) => `Queue ${completions(count)}?`,
  queueExplanation: (alreadySent: number, isForced: boolean) => {
    const pace = 'They go to Oracle as far as nothing newer waits, so today’s completions are not held up.';
    if (alreadySent === 0) return pace;
    return isForced
      ? `${completions(alreadySent)} of them are already recorded in Oracle and are sent once more. ${pace}`
      : `${completions(alreadySent)} more are already recorded in Oracle and are left alone. ${pace}`;
  },
  begun: 'The backfill has begun.',
  form,
};
