import { Injectable } from '@nestjs/common';
import type { BackfillState, StoppedGroupView } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Backfill, BackfillOrder, BackfillProgress } from './backfill';

const COLUMNS = `id, site_id AS "siteId", completed_from AS "from", completed_to AS "to", course_ids AS "courseIds",
  user_ids AS "userIds", is_dry_run AS "isDryRun", is_forced AS "isForced", rate_per_second AS "ratePerSecond",
  requested_by AS "requestedBy", state, position, named_index AS "namedIndex", looked_at AS "lookedAt", estimated_total AS "estimatedTotal",
  new_count AS "new", already_sent AS "alreadySent", already_waiting AS "alreadyWaiting", stopped, queued, failure,
  created_at AS "createdAt", started_at AS "startedAt", resumed_at AS "resumedAt", resumed_from AS "resumedFrom",
  finished_at AS "finishedAt"`;

/** Big numbers arrive as text. */
interface BackfillRow extends Omit<
  Backfill,
  'courseIds' | 'userIds' | 'lookedAt' | 'findings' | 'queued' | 'estimatedTotal' | 'resumedFrom'
> {
  courseIds: string[];
  userIds: string[];
  lookedAt: string;
  estimatedTotal: string | null;
  new: string;
  alreadySent: string;
  alreadyWaiting: string;
  stopped: StoppedGroupView[];
  queued: string;
  resumedFrom: string;
}

/** Every query on backfills themselves. All times are the database's. */
@Injectable()
export class BackfillRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(id: string, order: BackfillOrder, state: BackfillState): Promise<Backfill> {
    const [row] = await selectRows<BackfillRow>(
      this.dataSource,
      `INSERT INTO backfills (id, site_id, completed_from, completed_to, course_ids, user_ids, is_dry_run, is_forced,
                              rate_per_second, requested_by, state, stopped)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '[]') RETURNING ${COLUMNS}`,
      [
        id,
        order.siteId,
        order.from,
        order.to,
        order.courseIds,
        order.userIds,
        order.isDryRun,
        order.isForced,
        order.ratePerSecond,
        order.requestedBy,
        state,
      ],
    );
    return backfillOf(row!);
  }

  find(id: string): Promise<Backfill | undefined> {
    return this.one(this.dataSource, 'WHERE id = $1', [id]);
  }

  /** The same, and nobody changes it until the transaction ends. */
  findForUpdate(manager: EntityManager, id: string): Promise<Backfill | undefined> {
    return this.one(manager, 'WHERE id = $1 FOR UPDATE', [id]);
  }

  /** The newest first. */
  async latest(limit: number): Promise<Backfill[]> {
    const sql = `SELECT ${COLUMNS} FROM backfills ORDER BY created_at DESC, id DESC LIMIT $1`;
    return (await selectRows<BackfillRow>(this.dataSource, sql, [limit])).map(backfillOf);
  }

  /** Whose turn it is: dry runs first, since somebody waits for their answer; else in the order they were asked for. */
  next(): Promise<Backfill | undefined> {
    return this.one(
      this.dataSource,
      `WHERE state IN ('counting', 'running') ORDER BY is_dry_run DESC, created_at, id LIMIT 1`,
      [],
    );
  }

  async begin(id: string, estimatedTotal: number | null): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE backfills SET started_at = now(), resumed_at = now(), estimated_total = $2
        WHERE id = $1 AND started_at IS NULL`,
      [id, estimatedTotal],
    );
  }

  /** Notes how far it has come, in the transaction that queued what was found. */
  async save(manager: EntityManager, id: string, progress: BackfillProgress): Promise<void> {
    const { position, namedIndex, lookedAt, findings, queued } = progress;
    await affectedRows(
      manager,
      `UPDATE backfills SET position = $2, looked_at = $3, new_count = $4, already_sent = $5, already_waiting = $6,
              stopped = $7, queued = $8, named_index = $9, failures = 0, failure = NULL
        WHERE id = $1`,
      [
        id,
        position,
        lookedAt,
        findings.new,
        findings.alreadySent,
        findings.alreadyWaiting,
        JSON.stringify(findings.stopped),
        queued,
        namedIndex,
      ],
    );
  }

  /** One that goes on begins a new stretch, with the failures of before forgotten. */
  async changeState(
    manager: EntityManager,
    id: string,
    {
      state,
      isResumed = false,
      isEnd = false,
    }: { state: BackfillState; isResumed?: boolean; isEnd?: boolean },
  ): Promise<void> {
    await affectedRows(
      manager,
      `UPDATE backfills SET state = $2,
              finished_at = CASE WHEN $4 THEN now() ELSE finished_at END,
              failures = CASE WHEN $3 THEN 0 ELSE failures END, failure = CASE WHEN $3 THEN NULL ELSE failure END,
              resumed_at = CASE WHEN $3 AND started_at IS NOT NULL THEN now() ELSE resumed_at END,
              resumed_from = CASE WHEN $3 THEN looked_at ELSE resumed_from END
        WHERE id = $1`,
      [id, state, isResumed, isEnd],
    );
  }

  /** Answers how many times in a row it has failed now. */
  async noteFailure(manager: EntityManager, id: string, reason: string): Promise<number> {
    const [row] = await selectRows<{ failures: number }>(
      manager,
      'UPDATE backfills SET failures = failures + 1, failure = $2 WHERE id = $1 RETURNING failures',
      [id, reason],
    );
    return row!.failures;
  }

  private async one(
    executor: SqlExecutor,
    where: string,
    parameters: unknown[],
  ): Promise<Backfill | undefined> {
    const [row] = await selectRows<BackfillRow>(
      executor,
      `SELECT ${COLUMNS} FROM backfills ${where}`,
      parameters,
    );
    return row && backfillOf(row);
  }
}

function backfillOf({ new: newCount, alreadySent, alreadyWaiting, stopped, ...row }: BackfillRow): Backfill {
  return {
    ...row,
    courseIds: row.courseIds.map(Number),
    userIds: row.userIds.map(Number),
    lookedAt: Number(row.lookedAt),
    estimatedTotal: row.estimatedTotal === null ? null : Number(row.estimatedTotal),
    queued: Number(row.queued),
    resumedFrom: Number(row.resumedFrom),
    findings: {
      new: Number(newCount),
      alreadySent: Number(alreadySent),
      alreadyWaiting: Number(alreadyWaiting),
      stopped,
    },
  };
}
