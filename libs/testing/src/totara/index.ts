export {
  TOTARA_FLAVOURS,
  resolveLocation as resolveTotaraLocation,
  type TotaraFlavour,
  type TotaraLocation,
} from './schema/flavour';
export {
  createTotaraSchema,
  hasTotaraSchema,
  totaraSchemaSql,
  type TotaraConnection,
} from './schema/create-totara-schema';
export { ActivityState } from './site/activity-completions';
export { moduleOfCourse, type NewActivity } from './site/activities';
export type { AggregationMethod } from './site/aggregation';
export { CompletionStatus } from './site/completion-status';
export type { CompletionEditor } from './site/completion-editor';
export type { CompleteOptions } from './site/completing';
export type { CourseBackup } from './site/course-backup';
export type { CourseColumns, CourseCondition, NewCourse } from './site/courses';
export type { NewAggregation } from './site/criteria';
export type { CriterionKind } from './site/criteria-type';
export type { DirectSql } from './site/direct-sql';
export type { CompletionEdit, HistoryEdit } from './site/editing';
export type { ImportedCompletion, ImportedRow, ImportedTo, ImportOverride } from './site/importing';
export type { DeletionMode, NewJobAssignment, NewUser } from './site/people';
export type { RplOptions } from './site/rpl';
export { SiteEventName, type EventSnapshot, type SiteEvent } from './site/site-event';
export { OperationNotOnSiteError, RowMissingError } from './site/site-session';
export type { TotaraSiteOptions } from './site/site-transactions';
export type { SiteSnapshot } from './site/snapshots';
export { TotaraSite } from './site/totara-site';
export type { UnusedRows } from './site/upkeep';
export { generateCompany } from './company/generate-company';
export { fillSite, type FillOptions } from './company/fill-site';
export type { CompanyOptions, CompanySummary } from './company/company-options';
export { ADMIN_ID, GUEST_ID } from './company/person';
export { createRandom, type Random } from './company/random';
export { createScratchSite, type ScratchSite } from './testing/scratch-site';
export { eventData, type EventData } from './webhooks/event-data';
export { moodleWebhook, type MoodleWebhookService } from './webhooks/moodle-webhook';
export { phpJson } from './webhooks/php-json';
export {
  envelopeOf,
  webhookBody,
  webhookEnvelope,
  webhookRequestBody,
  type WebhookEnvelope,
  type WebhookSending,
} from './webhooks/webhook-envelope';
export { signWebhook, WEBHOOK_SIGNATURE_HEADER } from './webhooks/webhook-signature';
