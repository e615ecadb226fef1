export { CaptureService } from './capture/capture.service';
export type { ImportErrorCode } from './import/import.errors';
export { acceptFiles, FILE_TYPES } from './import/upload/incoming-file';
export { ReconciliationService } from './reconciliation/reconciliation.service';
export * from './totara.entities';
export * from './totara.errors';
export * from './totara.module';
export { WEBHOOK_OPERATIONS, WEBHOOK_SCHEMAS } from './webhook/intake/webhook-operation';
export * from './webhook/webhook.errors';
