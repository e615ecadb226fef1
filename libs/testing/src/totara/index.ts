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
export { CompletionStatus } from './site/completion-status';
export { OperationNotInMoodleError } from './site/site-session';
export { TotaraSite, type TotaraSiteOptions } from './site/totara-site';
export type { CompleteOptions, RplOptions } from './site/completing';
export type { CompletionEdit } from './site/editing';
export type { ImportedCompletion, ImportOverride } from './site/importing';
export type { NewJobAssignment, NewUser } from './site/people';
export { moduleOfCourse, type NewCourse } from './site/courses';
export { generateCompany } from './company/generate-company';
export type { CompanyOptions, CompanySummary } from './company/company-options';
export { ADMIN_ID, GUEST_ID } from './company/person';
export { createRandom, type Random } from './company/random';
export { createScratchSite, type ScratchSite } from './testing/scratch-site';
