/** What people are told of. */
export const ALERT_KINDS = [
  'hold',
  'totara',
  'dead',
  'waiting',
  'reconciliation',
  'upload',
  'expiry',
  'silence',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** By which ways they are told. */
export const ALERT_CHANNELS = ['email', 'slack', 'teams'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

/** One thing that people were told of: at most one is open of a kind and subject, whatever process saw it. */
export interface AlertView {
  id: string;
  kind: AlertKind;
  /** What it is about: the code of a hold, the id of a token; for the technical details. */
  subject: string;
  /** One sentence for a manager. */
  reason: string;
  /** Who must act, and how. */
  action: string;
  openedAt: string;
  /** `null` while it is open. */
  closedAt: string | null;
}

/** How one way of telling people fares. */
export interface AlertChannelView {
  channel: AlertChannel;
  isConfigured: boolean;
  lastSentAt: string | null;
  /** Why the last message did not get through; `null` when it did. It is tried again for a day. */
  failure: { at: string; reason: string; isGivenUp: boolean } | null;
  /** Messages that wait to be sent. */
  waiting: number;
}

/** `GET /api/admin/alerts` */
export interface AlertsView {
  open: AlertView[];
  /** The last twenty that are over, the newest first. */
  recent: AlertView[];
  channels: AlertChannelView[];
}

/** `POST /api/admin/alerts/test`: a message over each way that is set up, sent while one waits. */
export interface AlertTestView {
  ok: boolean;
  results: { channel: AlertChannel; ok: boolean; detail: string }[];
}
