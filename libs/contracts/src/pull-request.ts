/** What an outside system did in one request. */
export const PullRequestKind = {
  Page: 'page',
  /** The whole result in one answer, as NDJSON or CSV. */
  Stream: 'stream',
  Acknowledgement: 'acknowledgement',
} as const;
export type PullRequestKind = (typeof PullRequestKind)[keyof typeof PullRequestKind];

export const PULL_REQUESTS_LIMIT_DEFAULT = 100;
export const PULL_REQUESTS_LIMIT_MAX = 1000;

/** One request of an outside system, in the access log. */
export interface PullRequestView {
  at: string;
  kind: PullRequestKind;
  tokenId: string;
  token: string;
  consumerId: number;
  consumer: string;
  address: string;
  /** The query string as it was sent, without the cursor. */
  filters: string;
  status: number;
  /** Records handed out, or acknowledgements taken. */
  records: number;
  /** Before compression. */
  bytes: number;
  durationMs: number;
  /** `false`: the reader went away before the end. */
  isComplete: boolean;
}

/** The query string of `GET /api/admin/pull/requests`. */
export interface ListPullRequestsParams {
  cursor?: string;
  limit?: number;
  tokenId?: string;
  consumerId?: number;
}

/** `GET /api/admin/pull/requests`: the latest first. */
export interface PullRequestsPageView {
  items: PullRequestView[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
}
