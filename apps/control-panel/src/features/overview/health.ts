import { CaptureState, QueueItemStatus } from '@oracle-integration/contracts';
import { formatMoment } from '../../lib/format';
import { strings } from '../../lib/strings';
import type { Tone } from '../../ui/tone';
import type { Overview } from './api/overview';

/** What can be pressed about a finding. */
export type Remedy =
  | { kind: 'try_now' }
  /** The database is a copy: somebody must say that it delivers. */
  | { kind: 'confirm_copy'; waiting: number }
  | { kind: 'resume'; isPlanned: boolean }
  /** Leads to these items in the Queue. */
  | { kind: 'see_items'; status: QueueItemStatus }
  /** Leads to what Totara took back although Oracle has it. */
  | { kind: 'see_revoked' };

/** One thing to know about the integration as a whole. */
export interface HealthFinding {
  /** What kind of finding it is; unique within a list. */
  id: string;
  tone: Tone;
  headline: string;
  detail?: string;
  /** Who must act, and what to press or set. */
  action?: string;
  since?: Date;
  remedy?: Remedy;
  technical?: { code: string; nextProbeAt: Date | null };
}

const words = strings.overview.health;

/** Worst first; within a tone the order of `describeHealth` stands. */
const GRAVITY: Readonly<Record<Tone, number>> = { off: 0, stopped: 0, attention: 1, progress: 2, ok: 3 };

/**
 * Says in words how the integration is.
 *
 * @returns at least one finding, the gravest first: the first is the sentence of the page, the rest stand below it
 */
export function describeHealth(overview: Overview): [HealthFinding, ...HealthFinding[]] {
  if (!overview.enabled) {
    const headline = words.integrationOff;
    return [{ id: 'integration-off', tone: 'off', headline, action: words.integrationOffAction }];
  }
  const findings = [
    ...describeCapture(overview.capture),
    ...overview.holds.map(describeHold),
    ...describePause(overview),
    ...overview.flags.map(describeFlag),
    ...describeStoppedItems(overview),
    ...describePushSettings(overview),
  ].sort((one, other) => GRAVITY[one.tone] - GRAVITY[other.tone]);
  const [gravest, ...rest] = findings;
  return gravest ? [gravest, ...rest] : [describeFlow(overview)];
}

function describeCapture({ state, rowsRead, trouble }: Overview['capture']): HealthFinding[] {
  switch (state) {
    case CaptureState.NotConfigured:
      return [
        {
          id: 'capture-missing',
          tone: 'attention',
          headline: words.captureMissing,
          action: words.captureMissingAction,
        },
      ];
    case CaptureState.Starting:
      return [{ id: 'capture-starting', tone: 'progress', headline: words.captureStarting }];
    case CaptureState.Loading:
      return [
        {
          id: 'capture-loading',
          tone: 'progress',
          headline: words.captureLoading(rowsRead),
          detail: words.captureLoadingDetail,
        },
      ];
    case CaptureState.Trouble:
      return trouble ? [describeTrouble(trouble)] : [];
    case CaptureState.Following:
      return [];
  }
}

function describeTrouble({
  code,
  reason,
  action,
  since,
}: NonNullable<Overview['capture']['trouble']>): HealthFinding {
  return {
    id: 'capture-trouble',
    tone: 'stopped',
    headline: reason,
    action,
    since,
    technical: { code, nextProbeAt: null },
  };
}

function describeHold({
  code,
  reason,
  action,
  since,
  waiting,
  nextProbeAt,
}: Overview['holds'][number]): HealthFinding {
  return {
    id: `hold-${code}`,
    tone: 'stopped',
    headline: reason,
    detail: words.waiting(waiting),
    action,
    since,
    remedy: code === 'PUSH.COPY' ? { kind: 'confirm_copy', waiting } : { kind: 'try_now' },
    technical: { code, nextProbeAt },
  };
}

function describeFlag({ code, reason, action, count }: Overview['flags'][number]): HealthFinding {
  return {
    id: `flag-${code}`,
    tone: 'attention',
    headline: reason,
    detail: words.flagged(count),
    action,
    remedy: { kind: 'see_revoked' },
    technical: { code, nextProbeAt: null },
  };
}

function describePause({ at, push: { pause }, queue }: Overview): HealthFinding[] {
  if (pause === null) return [];
  const isPlanned = pause.from > at;
  const detail = [
    isPlanned ? null : words.waiting(queue.queued + queue.failed),
    pause.reason && words.pauseReason(pause.reason),
  ];
  const until = pause.to && formatMoment(pause.to);
  return [
    {
      id: 'pause',
      tone: isPlanned ? 'progress' : 'attention',
      headline: isPlanned
        ? words.pausePlanned(formatMoment(pause.from), until, pause.by)
        : words.paused(until, pause.by),
      detail: detail.filter(Boolean).join(' '),
      ...(isPlanned ? {} : { since: pause.from }),
      remedy: { kind: 'resume', isPlanned },
    },
  ];
}

function describeStoppedItems({ queue: { dead, parked, failed } }: Overview): HealthFinding[] {
  return [
    ...findingOf(dead, (count) => ({
      id: 'dead',
      tone: 'stopped',
      headline: words.dead(count),
      action: words.deadAction,
      remedy: { kind: 'see_items', status: QueueItemStatus.Dead },
    })),
    ...findingOf(parked, (count) => ({
      id: 'parked',
      tone: 'attention',
      headline: words.parked(count),
      action: words.parkedAction,
      remedy: { kind: 'see_items', status: QueueItemStatus.Parked },
    })),
    ...findingOf(failed, (count) => ({
      id: 'failed',
      tone: 'attention',
      headline: words.failed(count),
      detail: words.failedDetail,
      remedy: { kind: 'see_items', status: QueueItemStatus.Failed },
    })),
  ];
}

function findingOf(count: number, describe: (count: number) => HealthFinding): HealthFinding[] {
  return count > 0 ? [describe(count)] : [];
}

function describePushSettings({ push, pull, queue }: Overview): HealthFinding[] {
  if (!push.enabled) {
    return [
      {
        id: 'push-off',
        // Whoever only pulls has chosen so; with Pull off as well, nothing leaves the house at all.
        tone: pull.enabled ? 'progress' : 'attention',
        headline: words.pushOff(queue.queued + queue.failed),
        ...(pull.enabled ? { detail: words.pushOffPullOn } : {}),
        action: words.pushOffAction,
      },
    ];
  }
  const missing = [
    ...(push.baseUrl === null ? [strings.overview.status.baseUrl] : []),
    ...(push.tokenUrl === null ? [strings.overview.status.tokenUrl] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      id: 'push-address-missing',
      tone: 'attention',
      headline: words.pushAddressMissing,
      action: words.pushAddressMissingAction(missing),
    },
  ];
}

/** Nothing is wrong: is something moving, has all arrived, or has nothing come yet? */
function describeFlow({ queue, freshness }: Overview): HealthFinding {
  const waiting = queue.queued + queue.sending;
  const pace = words.pace(freshness.medianSeconds, freshness.p95Seconds);
  const withPace = (detail: string) => (pace === null ? detail : `${pace} ${detail}`);
  if (waiting > 0) {
    return {
      id: 'delivering',
      tone: 'ok',
      headline: words.delivering(waiting),
      detail: withPace(words.deliveringDetail(queue.sent)),
    };
  }
  if (queue.sent > 0) {
    return {
      id: 'delivered',
      tone: 'ok',
      headline: words.delivered(queue.sent),
      detail: withPace(words.deliveredDetail),
    };
  }
  return { id: 'ready', tone: 'ok', headline: words.ready, detail: words.readyDetail };
}
