import type {
  CaptureStatusView,
  HoldView,
  OverviewEventView,
  OverviewView,
  PushPauseView,
} from '@oracle-integration/contracts';
import { dateOf } from '../../../lib/wire-date';

type Trouble = NonNullable<CaptureStatusView['trouble']>;

export interface CaptureStatus extends Omit<
  CaptureStatusView,
  'firstLoadFinishedAt' | 'lastReadAt' | 'trouble'
> {
  firstLoadFinishedAt: Date | null;
  lastReadAt: Date | null;
  trouble: (Omit<Trouble, 'since'> & { since: Date }) | null;
}

export interface Hold extends Omit<HoldView, 'since' | 'nextProbeAt'> {
  since: Date;
  nextProbeAt: Date | null;
}

export interface PushPause extends Omit<PushPauseView, 'from' | 'to'> {
  from: Date;
  to: Date | null;
}

export interface OverviewEvent extends Omit<OverviewEventView, 'at'> {
  at: Date;
}

/** `OverviewView` with dates in place of their texts. */
export interface Overview extends Pick<OverviewView, 'enabled' | 'ledger' | 'queue' | 'flags' | 'freshness'> {
  at: Date;
  capture: CaptureStatus;
  pull: Omit<OverviewView['pull'], 'lastPulledAt'> & { lastPulledAt: Date | null };
  push: Omit<OverviewView['push'], 'lastDeliveryAt' | 'pause'> & {
    lastDeliveryAt: Date | null;
    pause: PushPause | null;
  };
  holds: Hold[];
  oldestWaitingAt: Date | null;
  events: OverviewEvent[];
}

/** The one place where the wire's dates become dates. */
export function toOverview(view: OverviewView): Overview {
  const { capture, pull, push } = view;
  return {
    ...view,
    at: new Date(view.at),
    capture: {
      ...capture,
      firstLoadFinishedAt: dateOf(capture.firstLoadFinishedAt),
      lastReadAt: dateOf(capture.lastReadAt),
      trouble: capture.trouble && { ...capture.trouble, since: new Date(capture.trouble.since) },
    },
    pull: { ...pull, lastPulledAt: dateOf(pull.lastPulledAt) },
    push: {
      ...push,
      lastDeliveryAt: dateOf(push.lastDeliveryAt),
      pause: push.pause && { ...push.pause, from: new Date(push.pause.from), to: dateOf(push.pause.to) },
    },
    holds: view.holds.map((hold) => ({
      ...hold,
      since: new Date(hold.since),
      nextProbeAt: dateOf(hold.nextProbeAt),
    })),
    oldestWaitingAt: dateOf(view.oldestWaitingAt),
    events: view.events.map((event) => ({ ...event, at: new Date(event.at) })),
  };
}
