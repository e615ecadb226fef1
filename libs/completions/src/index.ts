export { CompletionFeedService } from './completion-feed.service';
export type { FeedFilters } from './completion-feed.repository';
export * from './completions.entities';
export * from './completions.module';
export type { Noticed } from './delivery-decision';
export { LedgerService, type RecordingResult } from './ledger.service';
export type * from './observation';
