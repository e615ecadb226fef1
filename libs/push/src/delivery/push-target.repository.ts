import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { PushTargetEntity } from './push-target.entity';
import { probeDelaySeconds } from './retry-policy';
import type { Trouble } from './trouble';

/** The one target there is so far. */
const TARGET = 'oracle';

export interface HoldState {
  readonly code: string;
  /** Whether the time for the next probe has come, by the database's clock. */
  readonly isProbeDue: boolean;
}

/** Every query on the state of the target. Shared by all workers: a hold stops each of them at once. */
@Injectable()
export class PushTargetRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(): Promise<PushTargetEntity | null> {
    return this.dataSource.getRepository(PushTargetEntity).findOneBy({ name: TARGET });
  }

  async hold(): Promise<HoldState | undefined> {
    const [row] = await selectRows<HoldState>(
      this.dataSource,
      `SELECT hold_code AS code, next_probe_at <= now() AS "isProbeDue" FROM push_targets
        WHERE name = $1 AND hold_code IS NOT NULL`,
      [TARGET],
    );
    return row;
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
                next_probe_at = greatest(next_probe_at, now() + make_interval(secs => $4)), failed_probes = $5
          WHERE name = $1`,
        [TARGET, trouble.code, trouble.detail.slice(0, 1000), delay, failedProbes],
      );
      return !isSame;
    });
  }

  /** Ends the hold; answers whether there was one. */
  async closeHold(): Promise<boolean> {
    const closed = await affectedRows(
      this.dataSource,
      `UPDATE push_targets SET hold_code = NULL, hold_detail = NULL, hold_since = NULL, next_probe_at = NULL,
              failed_probes = 0
        WHERE name = $1 AND hold_code IS NOT NULL`,
      [TARGET],
    );
    return closed > 0;
  }

  /** After a start the settings may be others: the trouble is looked at anew, at once. */
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
