import type { LearnerCourseObservation } from '@oracle-integration/completions';
import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { TotaraUnreadableError } from '../totara.errors';
import { describeSite, type SiteDescription } from './site-description';
import { type CurrentRow, type HistoryRow, observationsFrom } from './totara-rows';

export interface TotaraPlace {
  readonly url: string;
  readonly schema: string;
  readonly prefix: string;
}

/** A completion row by its key; `userId` is null where a change touched the whole course. */
export interface RowKey {
  readonly id: number;
  readonly userId: number | null;
  readonly courseId: number;
}

/** How far the site's tables go at one moment of the site's own clock. */
export interface SiteMarks {
  readonly currentId: number;
  readonly historyId: number;
  readonly logId: number;
  readonly now: Date;
}

type KeyRow = { id: string; user_id: string | null; course_id: string };

const STATEMENT_TIMEOUT_MS = 120_000;

/**
 * Reads a Totara (or Moodle) database and nothing else: every transaction is READ ONLY, also where the account may
 * do more. One connection, so that the site hardly notices us.
 */
export class TotaraReader {
  private readonly pool: Pool;
  private prepared: Promise<SiteDescription> | undefined;

  constructor(readonly place: TotaraPlace) {
    this.pool = new Pool({
      connectionString: place.url,
      max: 1,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      application_name: 'oracle-integration (read only)',
      options: `-c default_transaction_read_only=on -c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
    });
    // A connection that breaks while idle is replaced by the pool; the next read reports trouble if there is any.
    this.pool.on('error', () => undefined);
  }

  /** Whether the site keeps a change log (Totara does, Moodle does not). */
  async hasChangeLog(): Promise<boolean> {
    return (await this.prepare()).queries.logKeys !== undefined;
  }

  async marks(): Promise<SiteMarks> {
    const { queries } = await this.prepare();
    const [row] = await this.ask<{ current_id: string; history_id: string; log_id: string; now: Date }>(
      queries.marks,
    );
    return {
      currentId: Number(row!.current_id),
      historyId: Number(row!.history_id),
      logId: Number(row!.log_id),
      now: row!.now,
    };
  }

  /** The keys of the present completion rows after an id, in the order of ids. */
  async currentKeys(afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).queries.currentKeys, [afterId, limit]);
  }

  /** The keys of the archived completion rows after an id; none where the site keeps no history. */
  async historyKeys(afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).queries.historyKeys, [afterId, limit]);
  }

  /** What the change log says after an id; nothing where the site keeps none. */
  async logKeys(afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).queries.logKeys, [afterId, limit]);
  }

  async courseKeys(courseId: number, afterId: number, limit: number): Promise<RowKey[]> {
    return this.keys((await this.prepare()).queries.courseKeys, [courseId, afterId, limit]);
  }

  /**
   * The whole picture of the given learners and courses, of one moment.
   *
   * One snapshot for both tables: a row that is archived between two reads would else be seen in neither.
   */
  async observe(pairs: readonly { userId: number; courseId: number }[]): Promise<LearnerCourseObservation[]> {
    if (pairs.length === 0) return [];
    const { queries } = await this.prepare();
    const parameters = [pairs.map(({ userId }) => userId), pairs.map(({ courseId }) => courseId)];
    return this.inSnapshot(async (client) => {
      const current = await client.query<CurrentRow>(queries.current, parameters);
      const history = queries.history
        ? await client.query<HistoryRow>(queries.history, parameters)
        : undefined;
      return observationsFrom(current.rows, history?.rows ?? []);
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async keys(sql: string | undefined, parameters: unknown[]): Promise<RowKey[]> {
    if (sql === undefined) return [];
    const rows = await this.ask<KeyRow>(sql, parameters);
    return rows.map((row) => ({
      id: Number(row.id),
      userId: row.user_id === null ? null : Number(row.user_id),
      courseId: Number(row.course_id),
    }));
  }

  private async ask<Row extends QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(sql, parameters)).rows;
    } catch (error) {
      throw new TotaraUnreadableError(error);
    }
  }

  private async inSnapshot<Result>(read: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw new TotaraUnreadableError(error);
    });
    let failure: Error | undefined;
    // A connection that breaks fails the query under way, and tells so by this event too, which would end the
    // process if nobody listened. In the pool's hands the pool listens.
    const onBroken = () => undefined;
    client.on('error', onBroken);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const result = await read(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      failure = new TotaraUnreadableError(error);
      throw failure;
    } finally {
      client.off('error', onBroken);
      // A connection whose transaction failed is closed, not reused.
      client.release(failure);
    }
  }

  /** Looks at what the site has once, and again after it failed. */
  private prepare(): Promise<SiteDescription> {
    this.prepared ??= describeSite((sql, parameters) => this.ask(sql, parameters), this.place).catch(
      (error: unknown) => {
        this.prepared = undefined;
        throw error;
      },
    );
    return this.prepared;
  }
}
