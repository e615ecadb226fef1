import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { SiteMarks } from '../reader/totara-reader';
import type { SourceTrouble } from '../reader/source-trouble';
import type { CapturePosition } from './capture-position';
import { CapturePositionEntity } from './capture-position.entity';

/** Every query on how far a site has been read. */
@Injectable()
export class CapturePositionRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(siteId: string): Promise<CapturePositionEntity | null> {
    return this.dataSource.getRepository(CapturePositionEntity).findOneBy({ siteId });
  }

  /** How long ago a site was read last, by the clock of the database; `null` when it never was. */
  async secondsSinceRead(siteId: string): Promise<number | null> {
    const [row] = await selectRows<{ seconds: number | null }>(
      this.dataSource,
      `SELECT extract(epoch FROM now() - last_read_at)::float8 AS seconds FROM capture_positions WHERE site_id = $1`,
      [siteId],
    );
    return row?.seconds ?? null;
  }

  /** The position of a site that has been reached before. */
  async read(siteId: string): Promise<CapturePosition | undefined> {
    const entity = await this.find(siteId);
    if (!entity?.phase || !entity.firstLoadStartedAt) return undefined;
    return {
      phase: entity.phase,
      currentId: Number(entity.currentId),
      historyId: Number(entity.historyId),
      logId: Number(entity.logId),
      rollingId: Number(entity.rollingId),
      rowsRead: Number(entity.rowsRead),
      firstLoadStartedAt: entity.firstLoadStartedAt,
    };
  }

  /** Begins the first load: changes are followed from where the change log stands *now*, before a row is read. */
  async begin(siteId: string, marks: SiteMarks): Promise<CapturePosition> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO capture_positions AS position (site_id, phase, log_id, first_load_started_at)
       VALUES ($1, 'current', $2, $3)
       ON CONFLICT (site_id) DO UPDATE
         SET phase = 'current', log_id = excluded.log_id, first_load_started_at = excluded.first_load_started_at
       WHERE position.phase IS NULL`,
      [siteId, marks.logId, marks.now],
    );
    return (await this.read(siteId))!;
  }

  /** Notes progress, and that there is no trouble. */
  async save(siteId: string, position: CapturePosition): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE capture_positions
          SET phase = $2, current_id = $3, history_id = $4, log_id = $5, rolling_id = $6, rows_read = $7,
              first_load_finished_at = CASE WHEN $2 IN ('catch_up', 'following')
                THEN coalesce(first_load_finished_at, now()) END,
              last_read_at = now(),
              trouble_code = NULL, trouble_reason = NULL, trouble_action = NULL, trouble_since = NULL
        WHERE site_id = $1`,
      [
        siteId,
        position.phase,
        position.currentId,
        position.historyId,
        position.logId,
        position.rollingId,
        position.rowsRead,
      ],
    );
  }

  /** Notes trouble; answers whether it is new, so that it is logged once and not at each look. */
  async noteTrouble(siteId: string, { code, reason, action }: SourceTrouble): Promise<boolean> {
    const [row] = await selectRows<{ is_new: boolean }>(
      this.dataSource,
      `WITH before AS (SELECT trouble_code, trouble_reason FROM capture_positions WHERE site_id = $1),
       noted AS (
         INSERT INTO capture_positions AS position (site_id, trouble_code, trouble_reason, trouble_action, trouble_since)
         VALUES ($1, $2, $3, $4, now())
         ON CONFLICT (site_id) DO UPDATE
           SET trouble_code = excluded.trouble_code, trouble_reason = excluded.trouble_reason,
               trouble_action = excluded.trouble_action,
               trouble_since = CASE WHEN position.trouble_code = excluded.trouble_code
                 THEN position.trouble_since ELSE excluded.trouble_since END
         RETURNING 1)
       SELECT NOT EXISTS (SELECT 1 FROM before WHERE trouble_code = $2) AS is_new FROM noted`,
      [siteId, code, reason, action],
    );
    return row!.is_new;
  }
}
