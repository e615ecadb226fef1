import { Injectable } from '@nestjs/common';
import type { AlertChannel } from '@oracle-integration/contracts';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { AlertEntity, AlertMemoryEntity } from './alert.entities';
import type { OpenAlert } from './alert-changes';
import type { AlertCondition } from './alert-conditions';

/** What was told longer ago is of no use to anybody. */
const KEPT_DAYS = 90;
/** More than can be open: a kind has a few subjects. */
const OPEN_MAX = 1_000;
const RECENT_MAX = 20;

/** Every query on alerts. */
@Injectable()
export class AlertRepository {
  constructor(private readonly dataSource: DataSource) {}

  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  open(): Promise<AlertEntity[]> {
    return this.dataSource
      .getRepository(AlertEntity)
      .find({ where: { closedAt: IsNull() }, order: { openedAt: 'DESC' }, take: OPEN_MAX });
  }

  recent(): Promise<AlertEntity[]> {
    return this.dataSource
      .getRepository(AlertEntity)
      .find({ where: { closedAt: Not(IsNull()) }, order: { closedAt: 'DESC' }, take: RECENT_MAX });
  }

  /** False when another process has opened it at this moment. */
  async add(
    manager: EntityManager,
    { kind, subject, reason, action, path }: AlertCondition,
  ): Promise<boolean> {
    const added = await affectedRows(
      manager,
      `INSERT INTO alerts (kind, subject, reason, action, path) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO NOTHING`,
      [kind, subject, reason, action, path],
    );
    return added === 1;
  }

  /** It is so still, or again, in these words. */
  async keep(manager: EntityManager, id: string, { reason, action, path }: AlertCondition): Promise<void> {
    await affectedRows(
      manager,
      `UPDATE alerts SET reason = $2, action = $3, path = $4, absent_since = NULL
        WHERE id = $1 AND closed_at IS NULL`,
      [id, reason, action, path],
    );
  }

  async noteAbsent(manager: EntityManager, alerts: readonly OpenAlert[], since: Date): Promise<void> {
    await affectedRows(
      manager,
      'UPDATE alerts SET absent_since = $2 WHERE id = ANY($1::bigint[]) AND closed_at IS NULL',
      [alerts.map(({ id }) => id), since],
    );
  }

  /** False when another process has closed it. */
  async close(manager: EntityManager, { id }: OpenAlert): Promise<boolean> {
    const closed = await affectedRows(
      manager,
      'UPDATE alerts SET closed_at = now() WHERE id = $1 AND closed_at IS NULL',
      [id],
    );
    return closed === 1;
  }

  async memory(): Promise<AlertMemoryEntity | null> {
    return this.dataSource.getRepository(AlertMemoryEntity).findOneBy({ id: 1 });
  }

  async rememberDead({ lowest, since }: { lowest: number; since: Date }): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO alert_memories (id, dead_lowest, dead_since) VALUES (1, $1, $2)
       ON CONFLICT (id) DO UPDATE SET dead_lowest = excluded.dead_lowest, dead_since = excluded.dead_since`,
      [lowest, since],
    );
  }

  /** Takes the digest of a day: true for the one process, and the one time, that is to send it. */
  async takeDigest(manager: EntityManager, day: string): Promise<boolean> {
    const [before] = await selectRows<{ day: string | null }>(
      manager,
      'SELECT digest_day AS day FROM alert_memories WHERE id = 1 FOR UPDATE',
    );
    if (before && before.day !== null && before.day >= day) return false;
    await affectedRows(
      manager,
      `INSERT INTO alert_memories (id, digest_day) VALUES (1, $1)
       ON CONFLICT (id) DO UPDATE SET digest_day = excluded.digest_day`,
      [day],
    );
    // The very first look only notes the day: nothing has gone by that a digest could tell of.
    return before !== undefined && before.day !== null;
  }

  async removeOld(): Promise<void> {
    await affectedRows(
      this.dataSource,
      `DELETE FROM alert_messages WHERE created_at < now() - make_interval(days => $1)`,
      [KEPT_DAYS],
    );
    await affectedRows(
      this.dataSource,
      `DELETE FROM alerts WHERE closed_at < now() - make_interval(days => $1)`,
      [KEPT_DAYS],
    );
  }
}

/** How one channel fared. */
export interface ChannelStanding {
  readonly channel: AlertChannel;
  readonly lastSentAt: Date | null;
  readonly failedAt: Date | null;
  readonly failure: string | null;
  readonly isGivenUp: boolean;
  readonly waiting: number;
}
