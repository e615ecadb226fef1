import {
  CaptureState,
  type FlagView,
  type HoldView,
  type OverviewView,
  type PushPauseView,
  type QueueCountsView,
} from '@oracle-integration/contracts';

/** The moment of the figures; ages are counted back from it. */
const AT = '2026-02-01T14:05:00.000Z';

function secondsBefore(seconds: number): string {
  return new Date(Date.parse(AT) - seconds * 1000).toISOString();
}

const EVERYTHING_DELIVERED: OverviewView = {
  enabled: true,
  at: AT,
  capture: {
    state: CaptureState.Following,
    siteId: 'totara.example.com',
    source: 'postgres://totara.example.com:5432/totara',
    rowsRead: 48_210,
    firstLoadFinishedAt: secondsBefore(86_400),
    lastReadAt: secondsBefore(9),
    trouble: null,
  },
  ledger: { completed: 2_431, archived: 120, unfinished: 45_659, revoked: 0 },
  pull: { enabled: true, url: 'https://integration.example.com/api/v1/completions', lastPulledAt: null },
  push: {
    enabled: true,
    profile: 'generic-json',
    baseUrl: 'https://oracle.example.com/learning',
    tokenUrl: 'https://idcs.example.com/oauth2/v1/token',
    lastDeliveryAt: secondsBefore(12),
    pause: null,
    nextAttempts: [],
  },
  queue: { queued: 0, sending: 0, sent: 2_431, failed: 0, dead: 0, parked: 0, withdrawn: 0 },
  holds: [],
  flags: [],
  lastCompletion: {
    id: '0198',
    user: 'María López',
    course: 'Fire Safety',
    timecompleted: secondsBefore(60),
    capturedAt: secondsBefore(20),
  },
  oldestWaitingAt: null,
  freshness: { deliveries: 2_431, medianSeconds: 12, p95Seconds: 40 },
  events: [
    {
      kind: 'delivered',
      at: secondsBefore(12),
      summary: 'María López, Fire Safety: delivered to Oracle.',
      recordId: '0198',
    },
  ],
};

/** Builds an overview; without a state method all completions are delivered. */
export class OverviewBuilder {
  constructor(private readonly view: OverviewView = EVERYTHING_DELIVERED) {}

  switchedOff(): OverviewBuilder {
    return this.with({ enabled: false });
  }

  /** A fresh installation: nothing connected, nothing captured. */
  fresh(): OverviewBuilder {
    return this.captureNotConfigured()
      .nothingSent()
      .with({
        ledger: { completed: 0, archived: 0, unfinished: 0, revoked: 0 },
        lastCompletion: null,
        freshness: { deliveries: 0, medianSeconds: null, p95Seconds: null },
        events: [],
      });
  }

  nothingSent(): OverviewBuilder {
    return this.queue({ sent: 0 }).with({ push: { ...this.view.push, lastDeliveryAt: null } });
  }

  captureNotConfigured(): OverviewBuilder {
    return this.capture({
      state: CaptureState.NotConfigured,
      source: null,
      rowsRead: 0,
      firstLoadFinishedAt: null,
      lastReadAt: null,
    });
  }

  captureStarting(): OverviewBuilder {
    return this.capture({
      state: CaptureState.Starting,
      rowsRead: 0,
      firstLoadFinishedAt: null,
      lastReadAt: null,
    });
  }

  captureLoading(rowsRead: number): OverviewBuilder {
    return this.capture({ state: CaptureState.Loading, rowsRead, firstLoadFinishedAt: null });
  }

  captureInTrouble(): OverviewBuilder {
    return this.capture({
      state: CaptureState.Trouble,
      trouble: {
        code: 'TOTARA.UNREACHABLE',
        reason: 'The Totara database cannot be reached: connection refused.',
        action: 'IT: check the network. We try again by ourselves.',
        since: secondsBefore(600),
      },
    });
  }

  held(hold: Partial<HoldView> = {}): OverviewBuilder {
    const added: HoldView = {
      code: 'PUSH.CLIENT_REFUSED',
      reason: 'Oracle refuses the client ID or secret.',
      since: secondsBefore(3_000),
      waiting: 312,
      action: 'You: check the Client Secret.',
      nextProbeAt: null,
      ...hold,
    };
    return this.with({ holds: [...this.view.holds, added] });
  }

  /** Oracle has completions that Totara took back. */
  flagged(flag: Partial<FlagView> = {}): OverviewBuilder {
    const added: FlagView = {
      code: 'QUEUE.REVOKED_AFTER_SENT',
      count: 3,
      reason: 'Totara has taken back completions that Oracle has.',
      action: 'Oracle administrator: remove them there.',
      ...flag,
    };
    return this.with({ flags: [...this.view.flags, added] });
  }

  /** A manager has paused Push ten minutes ago. */
  paused(pause: Partial<PushPauseView> = {}): OverviewBuilder {
    return this.push({
      pause: { from: secondsBefore(600), to: null, reason: null, by: 'it@example.com', ...pause },
    });
  }

  oldestWaiting(seconds: number): OverviewBuilder {
    return this.with({ oldestWaitingAt: secondsBefore(seconds) });
  }

  queue(counts: Partial<QueueCountsView>): OverviewBuilder {
    return this.with({ queue: { ...this.view.queue, ...counts } });
  }

  push(push: Partial<OverviewView['push']>): OverviewBuilder {
    return this.with({ push: { ...this.view.push, ...push } });
  }

  pullOff(): OverviewBuilder {
    return this.with({ pull: { ...this.view.pull, enabled: false } });
  }

  build(): OverviewView {
    return this.view;
  }

  private capture(capture: Partial<OverviewView['capture']>): OverviewBuilder {
    return this.with({ capture: { ...this.view.capture, ...capture } });
  }

  private with(change: Partial<OverviewView>): OverviewBuilder {
    return new OverviewBuilder({ ...this.view, ...change });
  }
}

export function anOverview(): OverviewBuilder {
  return new OverviewBuilder();
}
