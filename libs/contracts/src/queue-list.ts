import type { CauseActor } from './delivery-cause';
import type { QueueItemStatus } from './overview';

export const QUEUE_PAGE_LIMIT_DEFAULT = 50;
export const QUEUE_PAGE_LIMIT_MAX = 200;
/** Characters of a search text; what is longer is no name, number or address. */
export const SEARCH_TEXT_LENGTH_MAX = 200;

/** In what order the queue is listed. */
export const QueueSort = {
  /** What was queued last comes first. */
  Newest: 'newest',
  Oldest: 'oldest',
  /** What is tried next comes first. Lists only what waits: queued and failed. */
  NextAttempt: 'nextAttempt',
} as const;
export type QueueSort = (typeof QueueSort)[keyof typeof QueueSort];

export const QUEUE_SORTS: readonly QueueSort[] = Object.values(QueueSort);

/** Which items of the queue are meant. Everything given must hold. */
export interface QueueFilter {
  status?: QueueItemStatus[];
  /**
   * Words of a name, e-mail address, user name, staff number, course title or course number, each by its beginning; the
   * id of a completion; or Oracle's number.
   */
  q?: string;
  causeCode?: string;
  courseId?: number;
}

/** The query string of `GET /api/admin/queue`. */
export interface ListQueueParams extends QueueFilter {
  /** Left out: newest. */
  sort?: QueueSort;
  cursor?: string;
  limit?: number;
}

/** Why an item was not delivered, in a manager's words. */
export interface CauseView {
  /** `PUSH.<REASON>`, for the technical details; `null` where none was noted. */
  code: string | null;
  /** One sentence. */
  reason: string;
  /** Who must act, and how. */
  action: string;
  actor: CauseActor;
  /** Oracle's own words, for the technical details. */
  detail: string | null;
}

/** One delivery as a list shows it. */
export interface QueueItemView {
  id: string;
  /** The completion: its story is at `GET /api/admin/completions/:id`. */
  recordId: string;
  revision: number;
  userId: number;
  /** The person's name, or what else is known of them. */
  user: string;
  staffNumber: string | null;
  courseId: number;
  course: string;
  status: QueueItemStatus;
  attempts: number;
  /** While it waits. */
  nextAttemptAt: string | null;
  /** Why the last attempt did not deliver it. */
  cause: CauseView | null;
  /** The number by which Oracle knows it. */
  externalId: string | null;
  createdAt: string;
  sentAt: string | null;
  /** When Totara took the completion back although Oracle has it. */
  revokedAt: string | null;
}

/** `GET /api/admin/queue` */
export interface QueuePageView {
  /**
   * A search among millions looks at a bounded number of items: a page may hold fewer than `limit`, even none, and
   * still have a `nextCursor`.
   */
  items: QueueItemView[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
  /** More people or courses match `q` than are looked at: type more of the name. */
  isSearchTooWide: boolean;
}

/** Items that are stopped, or tried again, for the same cause. */
export interface QueueGroupView {
  status: QueueItemStatus;
  cause: CauseView;
  count: number;
  /** When the one that was queued first was queued. */
  oldestAt: string | null;
}

/** `GET /api/admin/queue/groups`: those that wait for a person come first, the largest first. */
export interface QueueGroupsView {
  groups: QueueGroupView[];
}

/** The HTTP request by which an attempt went out, together with other items. */
export interface DeliveryRequestView {
  /** Oracle knows the request by this `Idempotency-Key`. */
  batchId: string;
  startedAt: string;
  durationMs: number;
  itemCount: number;
  requestBytes: number;
  /** `answered`, or why there is no answer. */
  outcome: string;
  httpStatus: number | null;
  /** The beginning of the answer, without secrets. */
  answer: string | null;
}

/** One attempt to deliver one item. */
export interface DeliveryAttemptView {
  attempt: number;
  at: string;
  /** The class of what came of it, for example `delivered` or `retry`. */
  outcome: string;
  /** One sentence for a manager. */
  summary: string;
  cause: CauseView | null;
  httpStatus: number | null;
  /** `null` once the log was purged. */
  request: DeliveryRequestView | null;
}

/** A request as it is sent to Oracle, secrets left out. */
export interface RequestPreviewView {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** `null` while no Base URL is set. */
  url: string | null;
  headers: Record<string, string>;
  /** JSON, as it is sent for this item alone. */
  body: string;
}

/** `GET /api/admin/queue/:id` */
export interface QueueItemDetailView extends QueueItemView {
  /** The oldest first; empty once the log was purged. */
  history: DeliveryAttemptView[];
  /** The request for this item alone; `null` when the ledger no longer holds the revision. */
  request: RequestPreviewView | null;
}
