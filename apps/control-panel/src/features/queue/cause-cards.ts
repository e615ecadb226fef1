import { QueueItemStatus, REQUEUEABLE_STATUSES, type RequeueRequest } from '@oracle-integration/contracts';
import { formatExact } from '../../lib/format';
import { type MappingTab, mappingTabOf } from '../../lib/mapping-place';
import { strings } from '../../lib/strings';
import type { Tone } from '../../ui/tone';
import type { QueueGroup, QueueStanding } from './api/queue';
import type { QueueSearch } from './queue-search';

/** What is said of one cause, and what can be done about it. */
export interface CauseInWords {
  id: string;
  tone: Tone;
  reason: string;
  action: string;
  count: string;
  since: Date | null;
  technical: readonly (readonly [name: string, value: string])[];
  /** Where on the Mapping screen it is mended; `null` when it is none of the mapping. */
  mendedAt: MappingTab | null;
  /** The list behind the count. */
  shows: { label: string; search: QueueSearch };
  /** What "Send again" sends; left out where that is not for this cause. */
  resend?: { label: string; isUrgent: boolean; request: RequeueRequest };
}

const words = strings.queue.groups;

const TONES: Readonly<Record<QueueItemStatus, Tone>> = {
  [QueueItemStatus.Queued]: 'progress',
  [QueueItemStatus.Sending]: 'progress',
  // A delivered item has a cause when Totara took it back since.
  [QueueItemStatus.Sent]: 'attention',
  [QueueItemStatus.Failed]: 'progress',
  [QueueItemStatus.Dead]: 'stopped',
  [QueueItemStatus.Parked]: 'attention',
  [QueueItemStatus.Withdrawn]: 'off',
};

/** Trouble with Oracle as a whole comes first, then the groups as the service orders them. */
export function causesInWords(groups: readonly QueueGroup[], standing: QueueStanding): CauseInWords[] {
  return [...standing.holds.map(holdInWords), ...groups.map(groupInWords)];
}

/** Whether somebody has to look: then the groups are what the page opens with. */
export function isSomethingStopped({ counts, holds }: QueueStanding): boolean {
  return holds.length > 0 || counts.dead + counts.parked > 0;
}

function holdInWords({
  code,
  reason,
  action,
  waiting,
  since,
  nextProbeAt,
}: QueueStanding['holds'][number]): CauseInWords {
  return {
    id: `hold-${code}`,
    tone: 'stopped',
    reason,
    action,
    mendedAt: null,
    count: words.waiting(waiting),
    since,
    technical: [
      [words.code, code],
      ...(nextProbeAt ? [[words.nextTry, formatExact(nextProbeAt)] as const] : []),
    ],
    shows: {
      label: words.showWaiting,
      search: { view: 'items', status: [QueueItemStatus.Queued, QueueItemStatus.Failed] },
    },
  };
}

function groupInWords({ status, cause, count, oldestAt }: QueueGroup): CauseInWords {
  const { code, reason, action, detail } = cause;
  const resendable = REQUEUEABLE_STATUSES.find((one) => one === status);
  return {
    id: `group-${status}-${code ?? ''}`,
    tone: TONES[status],
    reason,
    action,
    mendedAt: mappingTabOf(code),
    count: words.count[status](count),
    since: oldestAt,
    technical: [
      ...(code === null ? [] : [[words.code, code] as const]),
      ...(detail === null ? [] : [[words.detail, detail] as const]),
    ],
    shows: {
      label: words.show(count),
      search:
        status === QueueItemStatus.Sent
          ? { view: 'revoked' }
          : { view: 'items', status: [status], ...(code === null ? {} : { cause: code }) },
    },
    ...(resendable && code !== null
      ? {
          resend: {
            // What is tried again by itself needs nobody; it may be hurried.
            label: status === QueueItemStatus.Failed ? words.sendNow(count) : words.sendAgain(count),
            isUrgent: status !== QueueItemStatus.Failed,
            request: { statuses: [resendable], causeCode: code },
          },
        }
      : {}),
  };
}
