import type { CompletionStatus, CompletionView } from './completion';
import type { QueueItemStatus } from './overview';
import type { DeliveryAttemptView } from './queue-list';

/** What happened to a completion record at one revision. */
export const RecordChangeKind = {
  /** First seen as an enrolment that is not completed. */
  Enrolled: 'enrolled',
  /** Went on, without being completed. */
  Progressed: 'progressed',
  Completed: 'completed',
  /** The time, grade or reason of a completion was changed. */
  Corrected: 'corrected',
  /** Moved to the site's history; it stays what it was. */
  Archived: 'archived',
  /** Came back out of the history. */
  Reinstated: 'reinstated',
  /** The site took it back. */
  Revoked: 'revoked',
  /** The site has it again after it was revoked. */
  Restored: 'restored',
  /** Only what is shown of the person or the course changed. */
  Described: 'described',
  /** What named the person was removed on request. */
  Erased: 'erased',
} as const;
export type RecordChangeKind = (typeof RecordChangeKind)[keyof typeof RecordChangeKind];

/** The way by which a change was noticed. */
export const NoticedBy = {
  FirstLoad: 'first_load',
  ChangeLog: 'change_log',
  /** A row that was new by its id, without an entry in the change log. */
  NewRow: 'new_row',
  /** A course was compared as a whole. */
  Comparison: 'comparison',
  Reconciliation: 'reconciliation',
  Webhook: 'webhook',
  Import: 'import',
  /** A manager erased the person on request. */
  Erasure: 'erasure',
} as const;
export type NoticedBy = (typeof NoticedBy)[keyof typeof NoticedBy];

/** One value that a revision changed; `field` as in {@link CompletionView}, nested ones with a dot. */
export interface FieldChangeView {
  field: string;
  from: unknown;
  to: unknown;
}

/** One revision of a record: what happened, what it changed, how it was noticed, when. */
export interface CompletionRevisionView {
  revision: number;
  kind: RecordChangeKind;
  noticedBy: NoticedBy;
  at: string;
  /** One sentence for a manager. */
  summary: string;
  changes: FieldChangeView[];
}

/** The delivery of one revision. */
export interface CompletionDeliveryView {
  /** `null`, like what only the item knew, where the item was purged after it had been sent. */
  queueItemId: string | null;
  revision: number;
  status: QueueItemStatus;
  attempts: number | null;
  createdAt: string | null;
  sentAt: string | null;
  nextAttemptAt: string | null;
  externalId: string | null;
  causeCode: string | null;
  causeDetail: string | null;
  /** When Totara took the completion back although Oracle has it: somebody must remove it there. */
  revokedAt: string | null;
  /** Every attempt that the log still holds, the oldest first. */
  history: DeliveryAttemptView[];
}

/** Who pulled the completion, and which revision they saw first. */
export interface CompletionPullView {
  consumer: string;
  revision: number;
  at: string;
}

/** What a consumer said of the completion after pulling it. */
export interface CompletionAcknowledgementView {
  consumer: string;
  revision: number;
  outcome: 'accepted' | 'rejected';
  at: string;
  /** The number by which the consumer knows it. */
  externalId: string | null;
  /** Why it was rejected, in the consumer's words. */
  reason: string | null;
  /** When the consumer said something else of the same revision instead; `null` while this stands. */
  replacedAt?: string | null;
}

/** Which completions are sent is decided by these, in Settings → Policies. */
export type DeliveryPolicyName = 'statuses' | 'courses' | 'categories' | 'archived' | 'earliest';

/** What keeps a completion back: a policy, or that its person was erased. */
export type KeptBackBy = DeliveryPolicyName | 'erasure';

/** What each is called after the word "policy", as Settings → Policies has it. */
export const DELIVERY_POLICY_WORDS: Readonly<Record<DeliveryPolicyName, string>> = {
  statuses: '“Which completions”',
  courses: 'on courses',
  categories: 'on categories',
  archived: '“Send archived completions”',
  earliest: '“Not completed before”',
};

/** `GET /api/admin/completions/:id`: everything that happened to one completion. */
export interface CompletionStoryView {
  completion: CompletionView;
  site: string;
  /** Where it was read last. */
  source: { kind: 'current' | 'history' | 'event' | 'import'; rowId: number | null };
  status: CompletionStatus;
  revisions: CompletionRevisionView[];
  deliveries: CompletionDeliveryView[];
  /** What keeps the completion back now; `null`: nothing, or it is no finished completion. */
  keptBackBy?: KeptBackBy | null;
  pulls?: CompletionPullView[];
  acknowledgements?: CompletionAcknowledgementView[];
}
