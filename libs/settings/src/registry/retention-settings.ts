import { inSection, wholeNumber } from './setting-definition';

/** A hundred years: whoever means never says 0. */
const DAYS_MAX = 36_500;

export const RETENTION_SETTINGS = inSection('retention', {
  retentionLogDays: wholeNumber(
    [
      'RETENTION_LOG_DAYS',
      'Keep export logs for',
      'Requests and attempts with what Oracle answered. 0: for ever.',
    ],
    { min: 0, max: DAYS_MAX, unit: 'days', default: 90 },
  ),
  retentionSentDays: wholeNumber(
    [
      'RETENTION_SENT_DAYS',
      'Keep sent items for',
      'Items of the export queue that Oracle has. That it has them is never forgotten. 0: until somebody purges them.',
    ],
    { min: 0, max: DAYS_MAX, unit: 'days', default: 0 },
  ),
  retentionAuditDays: wholeNumber(
    [
      'RETENTION_AUDIT_DAYS',
      'Keep the audit log for',
      'At least 30 days are kept, whatever is set. 0: for ever.',
    ],
    { min: 0, max: DAYS_MAX, unit: 'days', default: 730 },
  ),
});
