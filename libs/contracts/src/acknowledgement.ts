import type { CompletionStatus } from './completion';

/** What an outside system says of one revision of a completion. */
export const AcknowledgementOutcome = {
  Accepted: 'accepted',
  /** It could not use the completion; its reason is shown to managers. */
  Rejected: 'rejected',
} as const;
export type AcknowledgementOutcome = (typeof AcknowledgementOutcome)[keyof typeof AcknowledgementOutcome];

export const ACKNOWLEDGEMENT_OUTCOMES: readonly AcknowledgementOutcome[] =
  Object.values(AcknowledgementOutcome);

export const ACKNOWLEDGED_ITEMS_MAX = 1000;
export const ACKNOWLEDGEMENT_REASON_LENGTH_MAX = 1000;
export const ACKNOWLEDGEMENT_EXTERNAL_ID_LENGTH_MAX = 200;

export interface AcknowledgedItem {
  id: string;
  /** As it was pulled; left out: the present one. */
  revision?: number;
  /** Left out: accepted. */
  outcome?: AcknowledgementOutcome;
  /** The number by which the outside system knows it. */
  externalId?: string;
  /** Why it was rejected; a rejection must give one. */
  reason?: string;
}

/** The body of `POST /api/v1/completions/ack`: `items`, or `ids` where all of them are accepted as they are now. */
export interface AcknowledgeCompletionsRequest {
  items?: AcknowledgedItem[];
  ids?: string[];
}

/** What became of one acknowledgement. */
export const AcknowledgementResult = {
  Acknowledged: 'acknowledged',
  /** The same was said of it before; nothing changed. */
  AlreadyAcknowledged: 'already_acknowledged',
  /** A newer revision exists, which is not acknowledged by this. */
  Superseded: 'superseded',
  /** There is no such completion, or no such revision of it yet. */
  Unknown: 'unknown',
} as const;
export type AcknowledgementResult = (typeof AcknowledgementResult)[keyof typeof AcknowledgementResult];

/** The answer to `POST /api/v1/completions/ack`, in the order of the request. */
export interface AcknowledgedView {
  results: { id: string; result: AcknowledgementResult }[];
}

export const REJECTIONS_LIMIT_DEFAULT = 100;
export const REJECTIONS_LIMIT_MAX = 1000;

/** A completion that an outside system rejected. */
export interface RejectionView {
  recordId: string;
  revision: number;
  consumer: string;
  userId: number;
  user: string;
  courseId: number;
  course: string;
  /** Of the completion as it is now. */
  status: CompletionStatus;
  /** In the consumer's own words. */
  reason: string;
  externalId: string | null;
  rejectedAt: string;
  /** Whether it is about the present revision: a newer one waits to be pulled and acknowledged. */
  isCurrent: boolean;
}

/** What a consumer said of revisions so far; of each only its latest word counts. */
export interface ConsumerAcknowledgementsView {
  consumerId: number;
  accepted: number;
  rejected: number;
}

/** The query string of `GET /api/admin/pull/rejections`. */
export interface ListRejectionsParams {
  cursor?: string;
  limit?: number;
  consumerId?: number;
}

/** `GET /api/admin/pull/rejections`: the latest first. */
export interface RejectionsPageView {
  items: RejectionView[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
  counts: ConsumerAcknowledgementsView[];
}

/** Characters of an id in an acknowledgement; one that is no id of ours is answered as unknown. */
export const ACKNOWLEDGED_ID_LENGTH_MAX = 100;
