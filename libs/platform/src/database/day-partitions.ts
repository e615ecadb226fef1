import type { DataSource, EntityManager } from 'typeorm';
import { affectedRows, selectRows } from './sql';

/** A log that is kept in a partition a day (UTC), with the column of its days. Beside them it has a table `…_rest`. */
export interface DailyLog {
  readonly table: string;
  readonly at: string;
}

/** Days that have a partition ahead of time: a service that stands still for a few days finds its day ready. */
const DAYS_AHEAD = 7;
/** Whoever makes or drops partitions does it alone; an arbitrary constant below 2^32. */
const PARTITION_LOCK = 720_311_411;

/** The partitions of a log: one a day, made ahead of time, dropped as a whole instead of deleted row by row. */
export class DayPartitions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly logs: readonly DailyLog[],
  ) {}

  /** Makes the partitions of today and the days ahead. What was logged without one moves into it. */
  async makeAhead(): Promise<void> {
    for (const log of this.logs) {
      const wanted = await this.missingDays(this.dataSource.manager, log.table);
      if (wanted.length === 0) continue;
      await this.dataSource.transaction(async (manager) => {
        await selectRows(manager, 'SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
        for (const day of await this.missingDays(manager, log.table)) await this.makeDay(manager, log, day);
      });
    }
  }

  /**
   * Removes what is older: whole days by dropping their partitions, the rest row by row.
   *
   * @param isByDays the border is the beginning of a day (UTC), so that nothing is removed row by row
   * @returns how many rows of the first log are gone.
   */
  async dropOlderThan(days: number, { isByDays = false } = {}): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      await selectRows(manager, 'SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
      const [row] = await selectRows<{ cutoff: string }>(
        manager,
        `SELECT (CASE WHEN $2 THEN date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' ELSE now() END
                 - make_interval(days => $1))::text AS cutoff`,
        [days, isByDays],
      );
      const gone: number[] = [];
      for (const log of this.logs) gone.push(await this.dropBefore(manager, log, row!.cutoff));
      return gone[0] ?? 0;
    });
  }

  /** How many rows of the first log are older. */
  async countOlderThan(days: number): Promise<number> {
    const [log] = this.logs;
    const [row] = await selectRows<{ count: string }>(
      this.dataSource,
      `SELECT count(*) FROM ${log!.table} WHERE ${log!.at} < now() - make_interval(days => $1)`,
      [days],
    );
    return Number(row!.count);
  }

  /** Asks the catalogue as a table: `to_regclass` may still remember, behind the lock, that there was none. */
  private async missingDays(manager: EntityManager, table: string): Promise<string[]> {
    const rows = await selectRows<{ day: string }>(
      manager,
      `SELECT to_char(day, 'YYYYMMDD') AS day
         FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC'),
                              date_trunc('day', now() AT TIME ZONE 'UTC') + make_interval(days => $2), '1 day') day
        WHERE NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = $1 || '_' || to_char(day, 'YYYYMMDD'))`,
      [table, DAYS_AHEAD],
    );
    return rows.map(({ day }) => day);
  }

  /** Filled before it is attached: PostgreSQL refuses a partition while the rest holds rows that belong to it. */
  private async makeDay(manager: EntityManager, { table, at }: DailyLog, day: string): Promise<void> {
    const [from, to] = boundsOf(day);
    const partition = `${table}_${day}`;
    await manager.query(`CREATE TABLE ${partition} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
    await manager.query(
      `WITH moved AS (DELETE FROM ${table}_rest WHERE ${at} >= '${from}' AND ${at} < '${to}' RETURNING *)
       INSERT INTO ${partition} SELECT * FROM moved`,
    );
    await manager.query(
      `ALTER TABLE ${table} ATTACH PARTITION ${partition} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
  }

  private async dropBefore(manager: EntityManager, { table, at }: DailyLog, cutoff: string): Promise<number> {
    const partitions = await selectRows<{ name: string; is_over: boolean }>(
      manager,
      `SELECT child.relname AS name,
              child.relname ~ '_[0-9]{8}$'
                AND (right(child.relname, 8)::date + 1)::timestamp AT TIME ZONE 'UTC' <= $2::timestamptz AS is_over
         FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
        WHERE inhparent = $1::regclass AND (child.relname !~ '_[0-9]{8}$'
          OR right(child.relname, 8)::date::timestamp AT TIME ZONE 'UTC' < $2::timestamptz)`,
      [table, cutoff],
    );
    let gone = 0;
    for (const { name, is_over: isOver } of partitions) {
      if (isOver) {
        const [counted] = await selectRows<{ count: string }>(manager, `SELECT count(*) FROM ${name}`);
        await manager.query(`DROP TABLE ${name}`);
        gone += Number(counted!.count);
      } else {
        gone += await affectedRows(manager, `DELETE FROM ${name} WHERE ${at} < $1`, [cutoff]);
      }
    }
    return gone;
  }
}

/** A day such as `20261124` as the moments where it begins and ends, in UTC. */
function boundsOf(day: string): [string, string] {
  const start = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)));
  return [new Date(start).toISOString(), new Date(start + 24 * 3_600_000).toISOString()];
}
