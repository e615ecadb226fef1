import { onDatabase } from '../on-database';

/** Items of one status, of records that nothing else knows of: the queue never looks at the ledger. */
export interface Portion {
  readonly count: number;
  readonly status: 'queued' | 'sent' | 'dead' | 'parked';
  /** For what was sent; 0 for all else. */
  readonly daysAgo: number;
}

/** Adds items set by set, with the triggers of the tallies at work. */
export async function fillQueue(url: string, portions: readonly Portion[]): Promise<void> {
  await onDatabase(url, ...portions.map(insertion));
}

function insertion({ count, status, daysAgo }: Portion): string {
  const at = `now() - interval '${daysAgo} days'`;
  const isSent = status === 'sent';
  const isAnswered = isSent || status === 'dead';
  return `INSERT INTO queue_items
      (record_id, revision, status, attempts, next_attempt_at, created_at, sent_at, external_id, cause_code)
    SELECT uuidv7(), 1, '${status}', ${isAnswered ? 1 : 0}, ${at}, ${at}, ${isSent ? at : 'NULL'},
           ${isSent ? `(300100000000000 + n)::text` : 'NULL'},
           ${isSent || status === 'queued' ? 'NULL' : `'PUSH.REJECTED'`}
      FROM generate_series(1, ${count}) AS n`;
}
