import type { FreshnessView, OverviewEventView } from './delivery-figures';

/** The state of one delivery; the moves between them are in `libs/queue`. */
export const QueueItemStatus = {
  Queued: 'queued',
  Sending: 'sending',
  Sent: 'sent',
  /** Will be tried again by itself at `nextAttemptAt`. */
  Failed: 'failed',
  /** Will not be tried again unless a manager requeues it. */
  Dead: 'dead',
  /** Waits for a mapping or a correction. */
  Parked: 'parked',
  /** The completion was revoked before it was sent. */
  Withdrawn: 'withdrawn',
} as const;
export type QueueItemStatus = (typeof QueueItemStatus)[keyof typeof QueueItemStatus];

export const QUEUE_ITEM_STATUSES: readonly QueueItemStatus[] = Object.values(QueueItemStatus);

export type QueueCountsView = Record<QueueItemStatus, number>;

/** Trouble with the target as a whole: items wait, no attempt is burned. */
export interface HoldView {
  /** `PUSH.<REASON>`, for the technical details. */
  code: string;
  /** One sentence for a manager. */
  reason: string;
  since: string;
  /** How many completions wait because of it. */
  waiting: number;
  /** Who must act, and what to press. */
  action: string;
  /** When it is tried again by itself. */
  nextProbeAt: string | null;
}

/** `POST /api/admin/push/confirm-copy` */
export interface ConfirmedCopyView {
  /** Whether it was a copy that nobody had confirmed. */
  confirmed: boolean;
}

/** A pause of Push by a manager: items wait, no attempt is burned. */
export interface PushPauseView {
  from: string;
  /** `null`: until a manager resumes. */
  to: string | null;
  reason: string | null;
  by: string;
}

/** Completions on which Oracle and Totara disagree, and which only a person can put right. */
export interface FlagView {
  /** `MODULE.REASON`, for the technical details. */
  code: string;
  count: number;
  /** One sentence for a manager. */
  reason: string;
  /** Who must act, and how. */
  action: string;
}

export const CaptureState = {
  /** No Totara database is configured. */
  NotConfigured: 'not_configured',
  /** Configured, not yet read. */
  Starting: 'starting',
  /** The first load is under way. */
  Loading: 'loading',
  /** Loaded; changes are followed. */
  Following: 'following',
  /** The last attempt to read failed; it is tried again by itself. */
  Trouble: 'trouble',
} as const;
export type CaptureState = (typeof CaptureState)[keyof typeof CaptureState];

/** The road from Totara: what has been read, and what is wrong when nothing is. */
export interface CaptureStatusView {
  state: CaptureState;
  siteId: string;
  /** The source without credentials, for example `postgres://totara.example.com:5432/totara`. */
  source: string | null;
  /** Rows looked at by the first load so far. */
  rowsRead: number;
  firstLoadFinishedAt: string | null;
  lastReadAt: string | null;
  trouble: { code: string; reason: string; action: string; since: string } | null;
}

export interface LedgerCountsView {
  /** Completed records, archived ones included. */
  completed: number;
  archived: number;
  unfinished: number;
  revoked: number;
}

/** `GET /api/admin/overview` */
export interface OverviewView {
  enabled: boolean;
  /** The moment the figures are of. */
  at: string;
  capture: CaptureStatusView;
  ledger: LedgerCountsView;
  pull: { enabled: boolean; url: string; lastPulledAt: string | null };
  push: {
    enabled: boolean;
    profile: string;
    baseUrl: string | null;
    tokenUrl: string | null;
    lastDeliveryAt: string | null;
    /** A pause that is in force or planned. */
    pause: PushPauseView | null;
    /** When the further attempts of a delivery that fails now would be made, on average: the retry schedule. */
    nextAttempts: string[];
  };
  queue: QueueCountsView;
  holds: HoldView[];
  flags: FlagView[];
  /** The completion that was captured last. */
  lastCompletion: {
    id: string;
    user: string;
    course: string;
    timecompleted: string | null;
    capturedAt: string;
  } | null;
  /** When the completion that waits longest was queued. */
  oldestWaitingAt: string | null;
  freshness: FreshnessView;
  /** The last five, the newest first. */
  events: OverviewEventView[];
}
