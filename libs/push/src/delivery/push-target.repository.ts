import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
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
  async openHold(trouble: Trouble, isProbe: boolean): Promise<boolean> {
    const before = await this.find();
    const failedProbes = before?.holdCode === trouble.code ? before.failedProbes + Number(isProbe) : 0;
    const delay = trouble.waitSeconds ?? probeDelaySeconds(failedProbes);
    await affectedRows(
      this.dataSource,
      `INSERT INTO push_targets AS target (name, hold_code, hold_detail, hold_since, next_probe_at, failed_probes)
       VALUES ($1, $2, $3, now(), now() + make_interval(secs => $4), $5)
       ON CONFLICT (name) DO UPDATE
         SET hold_code = excluded.hold_code, hold_detail = excluded.hold_detail,
             hold_since = coalesce(target.hold_since, excluded.hold_since),
             next_probe_at = greatest(target.next_probe_at, excluded.next_probe_at), failed_probes = excluded.failed_probes`,
      [TARGET, trouble.code, trouble.detail.slice(0, 1000), delay, failedProbes],
    );
    return before?.holdCode !== trouble.code;
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
}
