import { Injectable } from '@nestjs/common';
import {
  RECONCILIATION_COURSES_MAX,
  RECONCILIATION_DAYS_MAX,
  type ReconciliationFiguresView,
  type ReconciliationReason,
} from '@oracle-integration/contracts';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { SourceTrouble } from '../reader/source-trouble';
import type { KeyedFigures } from './chunk-figures';
import { type ReconciliationPhase, ReconciliationRunEntity } from './reconciliation-run.entity';

/** Runs that are kept, for comparing one with the next. */
const RUNS_KEPT = 30;

/** Where a run goes on. */
export interface RunPlace {
  readonly phase: ReconciliationPhase;
  readonly afterId: string;
}

/** What one chunk came to. */
export interface ChunkResult {
  readonly next: RunPlace | null;
  readonly rows: number;
  readonly differing: number;
  readonly added: number;
  readonly revised: number;
  readonly figures: readonly KeyedFigures[];
}

const SUMS = `sum(site)::float8 AS site, sum(ledger)::float8 AS ledger, sum(duplicates)::float8 AS duplicates,
  sum(imported)::float8 AS imported, sum(delivered)::float8 AS delivered, sum(waiting)::float8 AS waiting,
  sum(stopped)::float8 AS stopped, sum(not_queued)::float8 AS "notQueued",
  sum(kept_back)::float8 AS "keptBack",
  sum(acknowledged)::float8 AS acknowledged,
  sum(site - ledger - duplicates)::float8 AS unexplained`;

/** Every query on comparisons of the whole site. */
@Injectable()
export class ReconciliationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The run that is asked for, under way or stopped. */
  findOpen(siteId: string): Promise<ReconciliationRunEntity | null> {
    return this.runs.findOneBy({ siteId, finishedAt: IsNull() });
  }

  findLastFinished(siteId: string): Promise<ReconciliationRunEntity | null> {
    return this.runs.findOne({ where: { siteId, finishedAt: Not(IsNull()) }, order: { finishedAt: 'DESC' } });
  }

  /** Asks for a run; nothing happens when one is open. */
  async request(siteId: string, reason: ReconciliationReason): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO reconciliation_runs (id, site_id, reason) VALUES ($1, $2, $3)
       ON CONFLICT (site_id) WHERE finished_at IS NULL DO NOTHING`,
      [uuidv7(), siteId, reason],
    );
  }

  /** Asks for a run when the last one began more than `hours` ago, or there was none. */
  async requestWhenDue(siteId: string, hours: number): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO reconciliation_runs (id, site_id, reason)
       SELECT $1, $2, 'schedule'
        WHERE NOT EXISTS (SELECT 1 FROM reconciliation_runs
                           WHERE site_id = $2
                             AND (finished_at IS NULL OR started_at > now() - make_interval(hours => $3)))
       ON CONFLICT (site_id) WHERE finished_at IS NULL DO NOTHING`,
      [uuidv7(), siteId, hours],
    );
  }

  async begin(
    id: string,
    { currentId, historyId, policy }: { currentId: number; historyId: number; policy: string },
  ): Promise<ReconciliationRunEntity> {
    await affectedRows(
      this.dataSource,
      `UPDATE reconciliation_runs SET started_at = now(), current_end_id = $2, history_end_id = $3, policy = $4
        WHERE id = $1 AND started_at IS NULL`,
      [id, currentId, historyId, policy],
    );
    return this.runs.findOneByOrFail({ id });
  }

  /**
   * Adds what a chunk came to and moves the run on, in one transaction.
   *
   * @returns false when another process did that chunk meanwhile: nothing was added.
   */
  async advance(id: string, from: RunPlace, result: ChunkResult): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const moved = await affectedRows(
        manager,
        `UPDATE reconciliation_runs
            SET phase = coalesce($4, phase), after_id = coalesce($5, after_id),
                rows_compared = rows_compared + $6, rows_differing = rows_differing + $7,
                records_added = records_added + $8, records_revised = records_revised + $9,
                finished_at = CASE WHEN $4::text IS NULL THEN now() END
          WHERE id = $1 AND phase = $2 AND after_id = $3 AND finished_at IS NULL`,
        [
          id,
          from.phase,
          from.afterId,
          result.next?.phase ?? null,
          result.next?.afterId ?? null,
          result.rows,
          result.differing,
          result.added,
          result.revised,
        ],
      );
      if (moved === 0) return false;
      await this.addFigures(manager, id, result.figures);
      return true;
    });
  }

  async noteTrouble(id: string, { code, reason, action }: SourceTrouble): Promise<void> {
    await affectedRows(
      this.dataSource,
      'UPDATE reconciliation_runs SET trouble_code = $2, trouble_reason = $3, trouble_action = $4 WHERE id = $1',
      [id, code, reason, action],
    );
  }

  /** A manager says that what vanished from the site is really gone: the stopped run goes on. */
  async confirmRemovals(siteId: string): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE reconciliation_runs
          SET is_removal_confirmed = true, trouble_code = NULL, trouble_reason = NULL, trouble_action = NULL
        WHERE site_id = $1 AND finished_at IS NULL AND trouble_code IS NOT NULL`,
      [siteId],
    );
  }

  /** Deletes all but the latest runs of a site, with their figures. */
  async deleteOld(siteId: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      `WITH old AS (
         DELETE FROM reconciliation_runs WHERE site_id = $1 AND finished_at IS NOT NULL AND id NOT IN (
           SELECT id FROM reconciliation_runs WHERE site_id = $1 AND finished_at IS NOT NULL
            ORDER BY finished_at DESC LIMIT $2)
         RETURNING id)
       DELETE FROM reconciliation_figures USING old WHERE run_id = old.id`,
      [siteId, RUNS_KEPT],
    );
  }

  async totals(runId: string): Promise<ReconciliationFiguresView | undefined> {
    const [row] = await selectRows<ReconciliationFiguresView>(
      this.dataSource,
      `SELECT ${SUMS} FROM reconciliation_figures WHERE run_id = $1 AND dimension = 'course' HAVING count(*) > 0`,
      [runId],
    );
    return row;
  }

  /** Courses whose figures do not add up, in the order of their ids. */
  async unexplainedCourses(runId: string): Promise<number[]> {
    const rows = await selectRows<{ key: string }>(
      this.dataSource,
      `SELECT key FROM reconciliation_figures
        WHERE run_id = $1 AND dimension = 'course' AND site <> ledger + duplicates ORDER BY key LIMIT $2`,
      [runId, RECONCILIATION_COURSES_MAX],
    );
    return rows.map(({ key }) => Number(key));
  }

  /** The figures of the next courses or days after one, in the order of their keys. */
  figuresAfter(
    runId: string,
    dimension: 'course' | 'day',
    after: number | null,
    limit: number,
  ): Promise<(ReconciliationFiguresView & { key: number })[]> {
    return selectRows(
      this.dataSource,
      `SELECT key::float8 AS key, ${SUMS} FROM reconciliation_figures
        WHERE run_id = $1 AND dimension = $2 AND ($3::bigint IS NULL OR key > $3)
        GROUP BY reconciliation_figures.key ORDER BY reconciliation_figures.key LIMIT $4`,
      [runId, dimension, after, limit],
    );
  }

  /** The courses with the most completions, those first. */
  byCourse(runId: string): Promise<(ReconciliationFiguresView & { courseId: number })[]> {
    return selectRows(
      this.dataSource,
      `SELECT key::float8 AS "courseId", ${SUMS} FROM reconciliation_figures
        WHERE run_id = $1 AND dimension = 'course'
        GROUP BY key ORDER BY greatest(sum(site), sum(ledger)) DESC, key LIMIT $2`,
      [runId, RECONCILIATION_COURSES_MAX],
    );
  }

  /** The latest days with completions; `day` counts from 1970. */
  byDay(
    runId: string,
    { from, to }: { from: number | null; to: number | null },
  ): Promise<(ReconciliationFiguresView & { day: number })[]> {
    return selectRows(
      this.dataSource,
      `SELECT key::float8 AS day, ${SUMS} FROM reconciliation_figures
        WHERE run_id = $1 AND dimension = 'day' AND key >= coalesce($2, key) AND key <= coalesce($3, key)
        GROUP BY key ORDER BY key DESC LIMIT $4`,
      [runId, from, to, RECONCILIATION_DAYS_MAX],
    );
  }

  private async addFigures(
    manager: EntityManager,
    runId: string,
    figures: readonly KeyedFigures[],
  ): Promise<void> {
    if (figures.length === 0) return;
    await affectedRows(
      manager,
      `INSERT INTO reconciliation_figures AS known
         (run_id, dimension, key, site, ledger, duplicates, imported, delivered, waiting, stopped, not_queued,
          kept_back, acknowledged)
       SELECT $1, dimension, key, site, ledger, duplicates, imported, delivered, waiting, stopped, "notQueued",
              "keptBack", acknowledged
         FROM json_to_recordset($2::json) AS f(dimension text, key bigint, site bigint, ledger bigint,
           duplicates bigint, imported bigint, delivered bigint, waiting bigint, stopped bigint, "notQueued" bigint,
           "keptBack" bigint, acknowledged bigint)
       ON CONFLICT ON CONSTRAINT pk_reconciliation_figures DO UPDATE
         SET site = known.site + excluded.site, ledger = known.ledger + excluded.ledger,
             duplicates = known.duplicates + excluded.duplicates, imported = known.imported + excluded.imported,
             delivered = known.delivered + excluded.delivered, waiting = known.waiting + excluded.waiting,
             stopped = known.stopped + excluded.stopped, not_queued = known.not_queued + excluded.not_queued,
             kept_back = known.kept_back + excluded.kept_back,
             acknowledged = known.acknowledged + excluded.acknowledged`,
      [runId, JSON.stringify(figures)],
    );
  }

  private get runs() {
    return this.dataSource.getRepository(ReconciliationRunEntity);
  }
}
