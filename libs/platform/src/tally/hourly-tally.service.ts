import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { affectedRows, selectRows, type SqlExecutor } from '../database/sql';

/** What was counted in one hour. */
export interface HourlyCount {
  /** The beginning of the hour. */
  readonly hour: Date;
  readonly counter: string;
  readonly count: number;
}

/** Longer than any chart looks back. */
const DAYS_KEPT = 40;

/** Counters of what happened in each hour: a chart of a month reads some thousand rows, however much happened. */
@Injectable()
export class HourlyTallyService {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds to a counter of the present hour. */
  async add(counter: string, count: number, executor: SqlExecutor = this.dataSource): Promise<void> {
    if (count === 0) return;
    await affectedRows(
      executor,
      `INSERT INTO hourly_counts (hour, counter, delta) VALUES (date_trunc('hour', now()), $1, $2)`,
      [counter, count],
    );
  }

  /** What was counted under a name that begins so, in the hours that begin at or after a moment. */
  async read(prefix: string, since: Date): Promise<HourlyCount[]> {
    const rows = await selectRows<{ hour: Date; counter: string; total: string }>(
      this.dataSource,
      `SELECT hour, counter, sum(delta) AS total FROM hourly_counts
        WHERE hour >= $2 AND starts_with(counter, $1) GROUP BY hour, counter`,
      [prefix, since],
    );
    return rows.map(({ hour, counter, total }) => ({ hour, counter, count: Number(total) }));
  }

  /** Folds what was added lately into one row an hour and counter, and drops what no chart shows any more. */
  async compact(): Promise<void> {
    await affectedRows(
      this.dataSource,
      `WITH folded AS (
         DELETE FROM hourly_counts WHERE id IN (
           SELECT id FROM hourly_counts WHERE hour >= now() - interval '3 hours'
            ORDER BY id LIMIT 50000 FOR UPDATE SKIP LOCKED)
         RETURNING hour, counter, delta)
       INSERT INTO hourly_counts (hour, counter, delta)
       SELECT hour, counter, sum(delta) FROM folded GROUP BY hour, counter`,
    );
    await affectedRows(
      this.dataSource,
      `DELETE FROM hourly_counts WHERE id IN (
         SELECT id FROM hourly_counts WHERE hour < now() - make_interval(days => $1) LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
      [DAYS_KEPT],
    );
  }
}
