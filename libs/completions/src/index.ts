export { BackfillModule } from './backfill/backfill.module';
export { BackfillService } from './backfill/backfill.service';
export type { Backfill, BackfillCriteria, BackfillOrder } from './backfill/backfill';
export type { BackfillErrorCode } from './backfill/backfill.errors';
export type { RejectionPosition } from './acknowledgements/acknowledgement.repository';
export { AcknowledgementService } from './acknowledgements/acknowledgement.service';
export type { AcknowledgementWord } from './acknowledgements/acknowledgement-word';
export type { FeedSource } from './feed/feed-sources';
export { CompletionFeedService, type ConsistentPage } from './feed/completion-feed.service';
export { type FeedFilters, filtersDigest } from './feed/feed-filters';
export * from './completions.entities';
export * from './completions.module';
export { DeliveriesModule } from './deliveries/deliveries.module';
export { LedgerRequeueService } from './deliveries/ledger-requeue.service';
export type { QueueListErrorCode } from './deliveries/queue-list.errors';
export type { PeopleErrorCode } from './people/people.errors';
export { PeopleService } from './people/people.service';
export { RecentEventsService } from './deliveries/recent-events.service';
export { StandingRowsService } from './standing-rows/standing-rows.service';
export { QueueListService } from './deliveries/queue-list.service';
export { DeliveryPolicies } from './delivery-policies';
export { DELIVER_EVERYTHING, type DeliveryPolicy, keptBackBy } from './delivery-policy';
export {
  type NumberedKind,
  type NumberPlace,
  SiteNumbers,
  type ToldNumber,
} from './directory/site-numbers.repository';
export type { Noticed, NoticedLater } from './delivery-decision';
export { LedgerErasure } from './erasure/ledger-erasure';
export {
  FinishedCompletions,
  type FinishedPage,
  type FinishedSelection,
  type LedgerPosition,
} from './finished-completions.service';
export { LedgerService, type RecordingResult } from './ledger.service';
export type * from './observation';
export type { SourceRange, SourceRowKey, SourceRowView } from './source-row.repository';
export { SourceRowService } from './source-row.service';
export type { Standing } from './standing';
export { StandingService } from './standing.service';
export {
  type CompletionSelection,
  type StoredCompletion,
  StoredCompletions,
  type WalkedCompletion,
  type LedgerStanding,
} from './stored-completions.service';
export type { StoryErrorCode } from './story/story.errors';
export { StoryModule } from './story/story.module';
