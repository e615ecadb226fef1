import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { PreflightEntity, PreflightOrder } from './preflight.entity';
import type { PreflightFindings } from './preflight-findings';

export type Preflight = PreflightEntity;

export interface PreflightProgress {
  readonly position: string;
  readonly findings: PreflightFindings;
  readonly isFinished: boolean;
}

const SHOWN_MAX = 20;
const COLUMNS = `id, state, "order", position, findings, failure, requested_by AS "requestedBy",
  created_at AS "createdAt", finished_at AS "finishedAt"`;

/** Every query on preflights. */
@Injectable()
export class PreflightRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(
    id: string,
    {
      order,
      findings,
      requestedBy,
    }: { order: PreflightOrder; findings: PreflightFindings; requestedBy: string },
  ): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO mapping_preflights (id, state, "order", findings, requested_by) VALUES ($1, 'running', $2, $3, $4)`,
      [id, JSON.stringify(order), JSON.stringify(findings), requestedBy],
    );
  }

  async find(id: string): Promise<Preflight | undefined> {
    const [row] = await selectRows<Preflight>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM mapping_preflights WHERE id = $1`,
      [id],
    );
    return row;
  }

  latest(): Promise<Preflight[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${COLUMNS} FROM mapping_preflights ORDER BY created_at DESC LIMIT ${SHOWN_MAX}`,
    );
  }

  /** The one that was asked for first of those that are not done. */
  async nextRunning(): Promise<Preflight | undefined> {
    const [row] = await selectRows<Preflight>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM mapping_preflights WHERE state = 'running' ORDER BY created_at LIMIT 1`,
    );
    return row;
  }

  /** @returns whether it is to go on: nobody has cancelled it, and nobody else has come further */
  async advance(
    id: string,
    from: string,
    { position, findings, isFinished }: PreflightProgress,
  ): Promise<boolean> {
    const rows = await affectedRows(
      this.dataSource,
      `UPDATE mapping_preflights SET position = $3, findings = $4,
              state = CASE WHEN $5 THEN 'finished' ELSE state END,
              finished_at = CASE WHEN $5 THEN now() END
        WHERE id = $1 AND state = 'running' AND position = $2`,
      [id, from, position, JSON.stringify(findings), isFinished],
    );
    return rows === 1 && !isFinished;
  }

  /** Ends those that are at work, for a reason that is not their fault. */
  async failRunning(manager: EntityManager, failure: string): Promise<void> {
    await affectedRows(
      manager,
      `UPDATE mapping_preflights SET state = 'failed', failure = $1, finished_at = now() WHERE state = 'running'`,
      [failure],
    );
  }

  /** Those that name a person among their findings. They are asked for by hand, and few. */
  findNaming(manager: EntityManager, userId: number): Promise<Pick<Preflight, 'id' | 'findings'>[]> {
    return selectRows(
      manager,
      `SELECT id, findings FROM mapping_preflights
        WHERE jsonb_path_exists(findings::jsonb, '$.groups[*].people[*] ? (@.id == $id)', jsonb_build_object('id', $1::bigint))
          FOR UPDATE`,
      [userId],
    );
  }

  async replaceFindings(manager: EntityManager, id: string, findings: PreflightFindings): Promise<void> {
    await affectedRows(manager, 'UPDATE mapping_preflights SET findings = $2 WHERE id = $1', [
      id,
      JSON.stringify(findings),
    ]);
  }

  async end(id: string, state: 'cancelled' | 'failed', failure: string | null): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE mapping_preflights SET state = $2, failure = $3, finished_at = now() WHERE id = $1 AND state = 'running'`,
      [id, state, failure],
    );
  }
}
