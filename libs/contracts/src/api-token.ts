/** What an API token may do. */
export const ApiTokenScope = {
  /** Read completions. */
  Read: 'read',
  /** Acknowledge them. */
  Ack: 'ack',
} as const;
export type ApiTokenScope = (typeof ApiTokenScope)[keyof typeof ApiTokenScope];

export const API_TOKEN_SCOPES: readonly ApiTokenScope[] = Object.values(ApiTokenScope);

export const ApiTokenState = {
  Active: 'active',
  /** Its time has run out. */
  Expired: 'expired',
  /** A manager ended it, or replaced it with no overlap. */
  Revoked: 'revoked',
} as const;
export type ApiTokenState = (typeof ApiTokenState)[keyof typeof ApiTokenState];

/** Characters of a label, and of a consumer's name. */
export const API_TOKEN_LABEL_LENGTH_MAX = 100;
/** How many addresses and ranges one token may be limited to. */
export const API_TOKEN_ADDRESSES_MAX = 50;
/** How many tokens may be active at once. */
export const API_TOKENS_ACTIVE_MAX = 500;
/** Thirty days. */
export const API_TOKEN_OVERLAP_HOURS_MAX = 720;

/** One API token in `GET /api/admin/tokens`. The token itself is kept nowhere and never shown again. */
export interface ApiTokenView {
  id: string;
  /** What a manager calls it. Two tokens may bear the same label; the hint tells them apart. */
  label: string;
  /** How the token begins, such as `oi_a1B2c3D4`, to recognise it by; `null` for the one of `PULL_TOKEN`. */
  hint: string | null;
  /** Whose token it is: what was acknowledged belongs to the consumer, whichever of its tokens it used. */
  consumer: ConsumerView;
  state: ApiTokenState;
  scopes: ApiTokenScope[];
  /** Addresses and ranges it is taken from, such as `203.0.113.0/24`; empty for any. */
  allowedAddresses: string[];
  createdAt: string;
  /** The e-mail address of the manager who generated it; `null` for the one of `PULL_TOKEN`. */
  createdBy: string | null;
  /** `null` for one that does not expire by itself. */
  expiresAt: string | null;
  /** To within ten seconds. */
  lastUsedAt: string | null;
  lastUsedFrom: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  /** The id of the token that takes its place. */
  replacedBy: string | null;
}

/** An outside system that pulls. */
export interface ConsumerView {
  id: number;
  name: string;
}

/** `GET /api/admin/tokens`: all that are active, and those that ended last; the newest first. */
export interface ApiTokenListView {
  items: ApiTokenView[];
}

/** The body of `POST /api/admin/tokens`. */
export interface GenerateApiToken {
  /** Left out: `API token`; with `replaces`, the label of the token that is replaced. */
  label?: string;
  /** Name of the consumer, a new one or one that is there; left out: that of the replaced token, else the label. */
  consumer?: string;
  /** Left out: all; with `replaces`, those of the token that is replaced. */
  scopes?: ApiTokenScope[];
  /** Left out or empty: any address; left out with `replaces`: those of the token that is replaced. */
  allowedAddresses?: string[];
  /** ISO 8601, in the future. Left out: it does not expire by itself. */
  expiresAt?: string;
  /** The id of an active token that the new one takes the place of. */
  replaces?: string;
  /** Given with `replaces`: how long the old one stays valid; 0 ends it at once. */
  overlapHours?: number;
}

/** The answer of `POST /api/admin/tokens`: the only time that the token is shown. */
export interface GeneratedApiTokenView extends ApiTokenView {
  token: string;
}
