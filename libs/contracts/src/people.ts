import type { CompletionStatus } from './completion';
import type { KeptBackBy } from './completion-story';
import type { CauseView } from './queue-list';
import type { QueueItemStatus } from './overview';

export const PEOPLE_PAGE_LIMIT_DEFAULT = 25;
export const PEOPLE_PAGE_LIMIT_MAX = 100;

/** The query string of `GET /api/admin/people`. */
export interface ListPeopleParams {
  /** Words of the name, e-mail address, user name or staff number, each by its beginning; left out: everybody. */
  q?: string;
  cursor?: string;
  limit?: number;
}

/** Where a person's completions stand; as in the reconciliation, each is in one of them. */
export interface PersonCountsView {
  /** Completions, archived ones included. */
  completed: number;
  delivered: number;
  waiting: number;
  /** Not tried again until somebody acts. */
  stopped: number;
  /** Never asked for, or withdrawn. */
  notQueued: number;
  /** Nothing is sent until the policies in Settings let it through. */
  keptBack: number;
}

export interface PersonView {
  site: string;
  userId: number;
  /** The person's name, or what else is known of them. */
  name: string;
  email: string | null;
  username: string | null;
  staffNumber: string | null;
  suspended: boolean;
  deleted: boolean;
  counts: PersonCountsView;
}

/** `GET /api/admin/people`: by name. */
export interface PeoplePageView {
  items: PersonView[];
  /** Where the list goes on; `null` at its end. */
  nextCursor: string | null;
}

/** The query string of `GET /api/admin/people/:userId`. */
export interface PersonParams {
  /** Left out: the configured site. */
  site?: string;
  cursor?: string;
  limit?: number;
}

/** Where a completion stands, as one word. */
export const CompletionStanding = {
  /** An enrolment that is not completed. */
  Unfinished: 'unfinished',
  Delivered: 'delivered',
  Waiting: 'waiting',
  Stopped: 'stopped',
  NotQueued: 'notQueued',
  /** By a policy in Settings, or because the person was erased. */
  KeptBack: 'keptBack',
  Revoked: 'revoked',
} as const;
export type CompletionStanding = (typeof CompletionStanding)[keyof typeof CompletionStanding];

/** One completion of a person, or an enrolment that is not completed. */
export interface PersonCompletionView {
  /** Its story is at `GET /api/admin/completions/:id`. */
  id: string;
  courseId: number;
  course: string;
  status: CompletionStatus;
  timecompleted: string | null;
  archived: boolean;
  standing: CompletionStanding;
  /** What keeps it back; `null`: nothing does. */
  keptBackBy: KeptBackBy | null;
  delivery: {
    queueItemId: string | null;
    status: QueueItemStatus;
    sentAt: string | null;
    nextAttemptAt: string | null;
    externalId: string | null;
    cause: CauseView | null;
  } | null;
}

/** `GET /api/admin/people/:userId` */
export interface PersonDetailView extends PersonView {
  /** What changed last comes first. */
  completions: PersonCompletionView[];
  nextCursor: string | null;
}
