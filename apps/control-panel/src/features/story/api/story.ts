import type {
  CompletionAcknowledgementView,
  CompletionDeliveryView,
  CompletionPullView,
  CompletionRevisionView,
  CompletionStoryView,
  DeliveryAttemptView,
} from '@oracle-integration/contracts';
import { dateOf } from '../../../lib/wire-date';

export interface StoryRevision extends Omit<CompletionRevisionView, 'at'> {
  at: Date;
}

export interface StoryAttempt extends Omit<DeliveryAttemptView, 'at'> {
  at: Date;
}

export interface StoryDelivery extends Omit<
  CompletionDeliveryView,
  'createdAt' | 'sentAt' | 'nextAttemptAt' | 'revokedAt' | 'history'
> {
  createdAt: Date | null;
  sentAt: Date | null;
  nextAttemptAt: Date | null;
  revokedAt: Date | null;
  history: StoryAttempt[];
}

/** `CompletionStoryView` with dates in place of their texts, and empty lists in place of those that are left out. */
export interface Story extends Omit<
  CompletionStoryView,
  'revisions' | 'deliveries' | 'pulls' | 'acknowledgements'
> {
  timecompleted: Date | null;
  revisions: StoryRevision[];
  deliveries: StoryDelivery[];
  pulls: (Omit<CompletionPullView, 'at'> & { at: Date })[];
  acknowledgements: (Omit<CompletionAcknowledgementView, 'at'> & { at: Date })[];
}

/** The one place where the wire's dates become dates. */
export function toStory(view: CompletionStoryView): Story {
  return {
    ...view,
    timecompleted: dateOf(view.completion.timecompleted),
    revisions: view.revisions.map(withDate),
    deliveries: view.deliveries.map((delivery) => ({
      ...delivery,
      createdAt: dateOf(delivery.createdAt),
      sentAt: dateOf(delivery.sentAt),
      nextAttemptAt: dateOf(delivery.nextAttemptAt),
      revokedAt: dateOf(delivery.revokedAt),
      history: (delivery.history ?? []).map(withDate),
    })),
    pulls: (view.pulls ?? []).map(withDate),
    acknowledgements: (view.acknowledgements ?? []).map(withDate),
  };
}

function withDate<T extends { at: string }>(view: T): Omit<T, 'at'> & { at: Date } {
  return { ...view, at: new Date(view.at) };
}
