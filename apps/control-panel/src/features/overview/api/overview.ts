import type { CaptureStatusView, HoldView, OverviewView } from '@oracle-integration/contracts';

type Trouble = NonNullable<CaptureStatusView['trouble']>;
type LastCompletion = NonNullable<OverviewView['lastCompletion']>;

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

/** `OverviewView` with dates in place of their texts. */
export interface Overview extends Pick<OverviewView, 'enabled' | 'ledger' | 'queue' | 'flags'> {
  at: Date;
  capture: CaptureStatus;
  pull: Omit<OverviewView['pull'], 'lastPulledAt'> & { lastPulledAt: Date | null };
  push: Omit<OverviewView['push'], 'lastDeliveryAt'> & { lastDeliveryAt: Date | null };
  holds: Hold[];
  lastCompletion:
    | (Omit<LastCompletion, 'timecompleted' | 'capturedAt'> & {
        timecompleted: Date | null;
        capturedAt: Date;
      })
    | null;
}

/** The one place where the wire's dates become dates. */
export function toOverview(view: OverviewView): Overview {
  const { capture, pull, push, lastCompletion } = view;
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
    push: { ...push, lastDeliveryAt: dateOf(push.lastDeliveryAt) },
    holds: view.holds.map((hold) => ({
      ...hold,
      since: new Date(hold.since),
      nextProbeAt: dateOf(hold.nextProbeAt),
    })),
    lastCompletion: lastCompletion && {
      ...lastCompletion,
      timecompleted: dateOf(lastCompletion.timecompleted),
      capturedAt: new Date(lastCompletion.capturedAt),
    },
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
