import { waitUntil } from '@oracle-integration/testing';
import type { OracleStats } from '../system/oracle';
import type { PushStand } from './push-stand';

/** One delivery of the sample, as the service's database has it. */
export interface SampleItem {
  userId: number;
  recordId: string;
  status: string;
  attempts: number;
  /** How many attempts the log tells of. */
  logged: number;
  causeCode: string | null;
  nextAttemptAt: Date | null;
}

/** What a sample came to, for one assertion. */
export interface SampleOutcome {
  /** How many items ended in each status, with the cause of those that were not sent. */
  ends: Record<string, number>;
  /** How many items the stand-in recorded once; more often never happens. */
  recordedOnce: number;
  recordedMore: number;
  /** Items that are sent here and not recorded there. */
  sentInVain: number;
  /** Items whose log does not tell of each attempt. */
  attemptsUntold: number;
  /** Items that came again under the key that was accepted before, since the sample was made. */
  duplicates: number;
  /** Keys that came again with another body. */
  conflicts: number;
}

/** The completions of one test, from the site to the stand-in for Oracle. */
export class PushSample {
  constructor(
    private readonly stand: PushStand,
    readonly userIds: readonly number[],
    private readonly before: OracleStats,
  ) {}

  items(): Promise<SampleItem[]> {
    return this.stand.system.query<SampleItem>(
      `SELECT record.user_id::int AS "userId", record.id AS "recordId", item.status, item.attempts,
              item.cause_code AS "causeCode", item.next_attempt_at AS "nextAttemptAt",
              (SELECT count(*)::int FROM delivery_attempts AS attempt WHERE attempt.queue_item_id = item.id) AS logged
         FROM queue_items AS item JOIN completion_records AS record ON record.id = item.record_id
        WHERE record.user_id IN (${this.userIds.join(', ')}) ORDER BY record.user_id`,
    );
  }

  /** Waits until every item is queued and satisfies. */
  each(isSo: (item: SampleItem) => boolean, timeoutMs?: number): Promise<SampleItem[]> {
    return waitUntil(
      () => this.items(),
      (items) => items.length === this.userIds.length && items.every(isSo),
      timeoutMs,
    );
  }

  /** Waits until none is on its way any more, with every waiting time cut short. */
  async settled(timeoutMs?: number): Promise<SampleItem[]> {
    const isSettled = ({ status }: SampleItem) => ['sent', 'dead', 'parked'].includes(status);
    return this.stand.system.onceWaitsPass(
      () => this.items(),
      (items) => items.length === this.userIds.length && items.every(isSettled),
      timeoutMs,
    );
  }

  /** What the log tells of the attempts of each, in order, for example `unknown, delivered`; what differs with `|`. */
  async told(): Promise<string> {
    const rows = await this.stand.system.query<{ told: string }>(
      `SELECT DISTINCT string_agg(attempt.outcome, ', ' ORDER BY attempt.attempt) AS told
         FROM delivery_attempts AS attempt
         JOIN queue_items AS item ON item.id = attempt.queue_item_id
         JOIN completion_records AS record ON record.id = item.record_id
        WHERE record.user_id IN (${this.userIds.join(', ')})
        GROUP BY item.id ORDER BY told`,
    );
    return rows.map(({ told }) => told).join(' | ');
  }

  async outcome(): Promise<SampleOutcome> {
    const [items, recorded, stats] = await Promise.all([
      this.items(),
      this.stand.system.oracle.items(),
      this.stand.stats(),
    ]);
    const times = (userId: number) => recorded.filter((item) => item.userId === userId).length;
    const ends: Record<string, number> = {};
    for (const { status, causeCode } of items) {
      const end = status === 'sent' ? status : `${status} ${causeCode}`;
      ends[end] = (ends[end] ?? 0) + 1;
    }
    return {
      ends,
      recordedOnce: this.userIds.filter((id) => times(id) === 1).length,
      recordedMore: this.userIds.filter((id) => times(id) > 1).length,
      sentInVain: items.filter(({ status, userId }) => status === 'sent' && times(userId) === 0).length,
      attemptsUntold: items.filter(({ attempts, logged }) => attempts !== logged).length,
      duplicates: stats.duplicates - this.before.duplicates,
      conflicts: stats.conflicts - this.before.conflicts,
    };
  }
}

/** The outcome where nothing is wrong: so many items sent, each recorded once. */
export function allSent(count: number, differing: Partial<SampleOutcome> = {}): SampleOutcome {
  return {
    ends: { sent: count },
    recordedOnce: count,
    recordedMore: 0,
    sentInVain: 0,
    attemptsUntold: 0,
    duplicates: 0,
    conflicts: 0,
    ...differing,
  };
}
