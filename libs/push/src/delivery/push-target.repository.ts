import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { PushTargetEntity } from './push-target.entity';
import { probeDelaySeconds } from './retry-policy';
import type { Trouble, TroubleCode } from './trouble';

/** The one target there is so far. */
const TARGET = 'oracle';

/** Whether deliveries may go out, by the database's clock. */
export interface TargetGate {
  readonly holdCode: TroubleCode | null;
  /** A manager paused deliveries, or the database is a copy that nobody has confirmed. */
  readonly isPaused: boolean;
  /** `null` when there was no hold lately. */
  readonly secondsSinceRelease: number | null;
}

export interface Pause {
  /** `undefined`: from now on. */
  readonly from: Date | undefined;
  /** `undefined`: until a manager resumes. */
  readonly to: Date | undefined;
  readonly reason: string | undefined;
  readonly by: string;
}

const IS_PAUSED = `coalesce(pause_from <= now() AND (pause_to IS NULL OR now() < pause_to), false)`;
/** Whatever this database was restored from delivers already. */
const IS_COPY = `EXISTS (SELECT 1 FROM installations WHERE id = 1 AND copy_since IS NOT NULL)`;
/** Whoever takes a probe has so long for it; if he dies, another one takes it then. */
const PROBE_SECONDS = 60;

/** Every query on the state of the target. Shared by all workers: a hold stops each of them at once. */
@Injectable()
export class PushTargetRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(): Promise<PushTargetEntity | null> {
    return this.dataSource.getRepository(PushTargetEntity).findOneBy({ name: TARGET });
  }

  async gate(): Promise<TargetGate> {
    const [row] = await selectRows<TargetGate>(
      this.dataSource,
      `SELECT hold_code AS "holdCode", ${IS_PAUSED} OR ${IS_COPY} AS "isPaused",
              extract(epoch FROM now() - released_at)::float8 AS "secondsSinceRelease"
         FROM (SELECT 1) AS always LEFT JOIN push_targets ON name = $1`,
      [TARGET],
    );
    return row!;
  }

  /** Takes the probe that is due, for this process alone; answers the trouble that is probed. */
  async takeProbe(): Promise<TroubleCode | undefined> {
    const [row] = await selectRows<{ hold_code: TroubleCode }>(
      this.dataSource,
      `UPDATE push_targets SET next_probe_at = now() + make_interval(secs => ${PROBE_SECONDS})
        WHERE name = $1 AND hold_code IS NOT NULL AND next_probe_at <= now() RETURNING hold_code`,
      [TARGET],
    );
    return row?.hold_code;
  }

  /** Nothing was there to probe with: looked at again soon. */
  async putProbeBack(): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE push_targets SET next_probe_at = now() + interval '1 second' WHERE name = $1 AND hold_code IS NOT NULL`,
      [TARGET],
    );
  }

  /** Pauses now or later; another pause takes the place of this one. */
  async pause({ from, to, reason, by }: Pause): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO push_targets (name, pause_from, pause_to, pause_reason, paused_by)
       VALUES ($1, coalesce($2, now()), $3, $4, $5)
       ON CONFLICT (name) DO UPDATE SET pause_from = excluded.pause_from, pause_to = excluded.pause_to,
         pause_reason = excluded.pause_reason, paused_by = excluded.paused_by`,
      [TARGET, from ?? null, to ?? null, reason ?? null, by],
    );
  }

  /** Ends a pause, or calls off one that is planned; answers whether there was one. */
  async resume(): Promise<boolean> {
    const resumed = await affectedRows(
      this.dataSource,
      `UPDATE push_targets SET pause_from = NULL, pause_to = NULL, pause_reason = NULL, paused_by = NULL
        WHERE name = $1 AND pause_from IS NOT NULL`,
      [TARGET],
    );
    return resumed > 0;
  }

  /**
   * Opens a hold, or notes that a probe found the trouble still there. Answers whether the hold is new.
   *
   * Lanes that meet the same trouble at once are one trouble, not several failed probes, and none of them brings the
   * next probe nearer than Oracle asked another of them to wait.
   */
  openHold(trouble: Trouble, isProbe: boolean): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.lock(manager);
      const isSame = before.holdCode === trouble.code;
      const failedProbes = isSame ? before.failedProbes + Number(isProbe) : 0;
      const delay = trouble.waitSeconds ?? probeDelaySeconds(failedProbes);
      await affectedRows(
        manager,
        `UPDATE push_targets
            SET hold_code = $2, hold_detail = $3, hold_since = coalesce(hold_since, now()),
                next_probe_at = CASE WHEN $6 THEN now() + make_interval(secs => $4)
                                     ELSE greatest(next_probe_at, now() + make_interval(secs => $4)) END,
                failed_probes = $5
          WHERE name = $1`,
        [TARGET, trouble.code, trouble.detail.slice(0, 1000), delay, failedProbes, isProbe],
      );
      return !isSame;
    });
  }

  /** Ends the hold; answers whether there was one. */
  async closeHold(): Promise<boolean> {
    const closed = await affectedRows(
      this.dataSource,
      `UPDATE push_targets SET hold_code = NULL, hold_detail = NULL, hold_since = NULL, next_probe_at = NULL,
              failed_probes = 0, released_at = now()
        WHERE name = $1 AND hold_code IS NOT NULL`,
      [TARGET],
    );
    return closed > 0;
  }

  /** After a start the settings may be others, or a manager asks for it: the trouble is looked at anew, at once. */
  async probeNow(): Promise<void> {
    await affectedRows(
      this.dataSource,
      'UPDATE push_targets SET next_probe_at = now(), failed_probes = 0 WHERE name = $1 AND hold_code IS NOT NULL',
      [TARGET],
    );
  }

  async noteDelivery(): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO push_targets (name, last_delivery_at) VALUES ($1, now())
       ON CONFLICT (name) DO UPDATE SET last_delivery_at = excluded.last_delivery_at`,
      [TARGET],
    );
  }

  /** The target's row, made when absent, and ours alone until the transaction ends. */
  private async lock(manager: EntityManager): Promise<PushTargetEntity> {
    const insert = 'INSERT INTO push_targets (name) VALUES ($1) ON CONFLICT (name) DO NOTHING';
    await affectedRows(manager, insert, [TARGET]);
    return manager
      .getRepository(PushTargetEntity)
      .findOneOrFail({ where: { name: TARGET }, lock: { mode: 'pessimistic_write' } });
  }
}
