import type { CompletionStatus } from './completion';

/** Where Totara, Moodle and other systems send their messages. */
export const WEBHOOK_PATH = '/api/v1/totara/events';
export const WEBHOOK_SIGNATURE_HEADER = 'x-totara-signature';
export const WEBHOOK_BODY_BYTES_MAX = 50 * 1024 * 1024;
/** How far the time in a signed message may lie from ours, either way. */
export const WEBHOOK_WINDOW_SECONDS = 600;
/** Completions in one message of the open shape. */
export const WEBHOOK_COMPLETIONS_MAX = 1000;
export const WEBHOOK_LATEST_MAX = 50;

/** ISO 8601 with its zone, or seconds since 1970. */
export type WebhookTime = string | number;

/** One completion as a system other than Totara tells it. */
export interface WebhookCompletion {
  userId: number | string;
  courseId: number | string;
  /** Left out: follows from the times and `rpl`. `revoked` takes the present completion back. */
  status?: CompletionStatus;
  timecompleted?: WebhookTime | null;
  timeenrolled?: WebhookTime | null;
  timestarted?: WebhookTime | null;
  /** Points, or what they are out of and their percentage as well. */
  grade?: number | { value: number; max?: number | null; percent?: number | null } | null;
  rpl?: string | null;
  user?: {
    username?: string | null;
    idnumber?: string | null;
    firstname?: string | null;
    lastname?: string | null;
    email?: string | null;
    suspended?: boolean;
    deleted?: boolean;
  };
  course?: {
    fullname?: string | null;
    shortname?: string | null;
    idnumber?: string | null;
    category?: string | null;
  };
}

/** The open shape of `POST /api/v1/totara/events`, for systems that are neither Totara nor Moodle. */
export interface WebhookCompletionsMessage {
  event: 'course_completed';
  /** Needed in a signed message, so that it cannot be sent again by somebody else later. */
  time_sent?: WebhookTime;
  /** When it happened, if that was earlier than it was sent: what is later wins. */
  time_created?: WebhookTime;
  completions: WebhookCompletion[];
}

/** What the sender is told: kept, or kept before. */
export interface WebhookReceiptView {
  id: string;
  result: 'accepted' | 'duplicate';
}

/** Where a message stands. */
export const WebhookMessageState = {
  /** Received; not followed up yet. */
  Waiting: 'waiting',
  /** Being followed up. */
  Working: 'working',
  /** Following it up failed; it is tried again by itself. */
  Failed: 'failed',
  Done: 'done',
  /** Says nothing about completions. */
  Ignored: 'ignored',
  /** Cannot be followed up without a Totara database; goes on by itself once there is one. */
  Parked: 'parked',
  /** Cannot be understood. */
  Unreadable: 'unreadable',
  /** Following it up failed too often. */
  Dead: 'dead',
} as const;
export type WebhookMessageState = (typeof WebhookMessageState)[keyof typeof WebhookMessageState];

export const WEBHOOK_MESSAGE_STATES: readonly WebhookMessageState[] = Object.values(WebhookMessageState);

/** One message, without what it says of the person. */
export interface WebhookMessageView {
  id: string;
  /** As the sender calls it, without a leading backslash; `null` when it could not be read. */
  event: string | null;
  state: WebhookMessageState;
  /** Why it stands there, in one sentence; `null` when there is nothing to say. */
  reason: string | null;
  userId: number | null;
  courseId: number | null;
  /** When it happened, in the sender's words. */
  eventAt: string;
  receivedAt: string;
  settledAt: string | null;
  attempts: number;
  /** When it is tried again, for a message that waits for it. */
  nextAttemptAt: string | null;
}

/** Messages that were turned away, and who must do what about it. */
export interface WebhookTroubleView {
  /** `WEBHOOK.<REASON>`, for the technical details. */
  code: string;
  reason: string;
  action: string;
  since: string;
  lastAt: string;
  /** How many were turned away. */
  count: number;
}

/** `GET /api/admin/webhooks` */
export interface WebhookStatusView {
  /** What to enter at the sender. */
  url: string;
  /** `off`: the integration is switched off. `not_configured`: there is no webhook secret. */
  state: 'listening' | 'off' | 'not_configured';
  counts: Record<WebhookMessageState, number>;
  lastReceivedAt: string | null;
  trouble: WebhookTroubleView[];
  /** The newest first. */
  latest: WebhookMessageView[];
}

/** `POST /api/admin/webhooks/requeue`: dead messages are followed up again. */
export interface WebhookRequeueView {
  requeued: number;
}
