import type { Backfill } from './backfill';
import { isUnderWay } from './backfill-state';

/** What is around a backfill and bears on it. */
export interface BackfillSurroundings {
  readonly isPushOn: boolean;
  /** So much waits to be sent that a backfill holds back. */
  readonly isQueueFull: boolean;
}

/** What a backfill has come to, in one sentence. */
export function backfillSummary(backfill: Backfill): string {
  const { state, isDryRun, failure, queued } = backfill;
  const verb = isDryRun ? 'would be queued' : queued === 1 ? 'was queued' : 'were queued';
  const result = `${completions(queued)} ${verb}`;
  switch (state) {
    case 'counting':
      return `Counting: so far ${result}. Nothing is queued by a dry run.`;
    case 'running':
      return `Under way: so far ${result}.`;
    case 'paused':
      return `Paused: so far ${result}.`;
    case 'finished':
      return isDryRun ? `Finished: ${result}. Nothing was queued by this dry run.` : `Finished: ${result}.`;
    case 'cancelled':
      return isDryRun
        ? `Cancelled: by then ${result}.`
        : `Cancelled: by then ${result}, and what was queued stays queued.`;
    case 'failed':
      return `Stopped by a failure after ${result}: ${failure ?? 'unknown'}. Resume it when the cause is gone.`;
  }
}

/** What else a manager should know now. */
export function backfillNotices(
  { state, isDryRun, isForced, startedAt, queued, findings, failure }: Backfill,
  { isPushOn, isQueueFull }: BackfillSurroundings,
): string[] {
  const stopped = findings.stopped.reduce((sum, { count }) => sum + count, 0);
  const isLive = isUnderWay(state);
  const notices = [
    isLive && startedAt === null && 'It begins within seconds, or when the backfill before it has ended.',
    isLive && failure !== null && `The last step failed and is tried again: ${failure}.`,
    isLive && !isDryRun && isQueueFull && FULL,
    !isPushOn && state !== 'cancelled' && (queued > 0 || isLive) && (isDryRun ? PUSH_OFF_DRY : PUSH_OFF),
    findings.alreadySent > 0 && !isForced && alreadySent(findings.alreadySent),
    findings.alreadyWaiting > 0 && alreadyWaiting(findings.alreadyWaiting),
    stopped > 0 && stoppedBefore(stopped),
  ];
  return notices.filter((notice) => notice !== false);
}

const FULL =
  'More than 50,000 completions wait to be sent already. The backfill goes on by itself when there are fewer.';
const PUSH_OFF = 'Push is switched off: what is queued waits until Push is switched on.';
const PUSH_OFF_DRY = 'Push is switched off: what a real run queues would wait until Push is switched on.';

function alreadySent(count: number): string {
  return `Oracle has ${count === 1 ? '1 completion' : completions(count)} already; force sends ${count === 1 ? 'it' : 'them'} once more.`;
}

function alreadyWaiting(count: number): string {
  return `${completions(count)} ${count === 1 ? 'is' : 'are'} on the way to Oracle already.`;
}

function stoppedBefore(count: number): string {
  return `${completions(count)} could not be delivered before and ${count === 1 ? 'stays' : 'stay'} stopped: remove the cause, then requeue.`;
}

function completions(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'completion' : 'completions'}`;
}
