import { randomUUID } from 'node:crypto';
import type { QueueItemStatus } from '@oracle-integration/contracts';
import type { DataSource } from 'typeorm';
import { QueueItemEntity } from '../queue-item.entity';

/** A queue item for a test: `await aQueueItem().failed({ attempts: 3 }).save(dataSource)`. Due unless told otherwise. */
export function aQueueItem(): QueueItemBuilder {
  return new QueueItemBuilder({});
}

class QueueItemBuilder {
  constructor(private readonly values: Partial<QueueItemEntity>) {}

  /** Of this revision of this record; else of the first revision of one of its own. */
  of(recordId: string, revision = 1): QueueItemBuilder {
    return this.with({ recordId, revision });
  }

  /** Falls due `seconds` from now; negative for the past. */
  dueIn(seconds: number): QueueItemBuilder {
    return this.with({ nextAttemptAt: new Date(Date.now() + seconds * 1000) });
  }

  failed({ attempts }: { attempts: number }): QueueItemBuilder {
    return this.with({ status: 'failed', attempts, causeCode: 'PUSH.ITEM_REFUSED' });
  }

  /** Held under a lease that runs out `leaseSeconds` from now. */
  sending({ leaseSeconds = 45 }: { leaseSeconds?: number } = {}): QueueItemBuilder {
    const leaseExpiresAt = new Date(Date.now() + leaseSeconds * 1000);
    return this.with({ status: 'sending', leaseId: randomUUID(), leaseExpiresAt });
  }

  /** Oracle has it, under this number. */
  sent({ externalId = 'OLC-77', secondsAgo = 3600 } = {}): QueueItemBuilder {
    return this.with({ status: 'sent', externalId, sentAt: new Date(Date.now() - secondsAgo * 1000) });
  }

  /** Queued by a backfill. */
  backfilled(): QueueItemBuilder {
    return this.with({ isBackfilled: true });
  }

  in(status: QueueItemStatus): QueueItemBuilder {
    return this.with({ status });
  }

  async save(dataSource: DataSource): Promise<QueueItemEntity> {
    const due = { nextAttemptAt: new Date(Date.now() - 60_000) };
    const first = { recordId: randomUUID(), revision: 1, status: 'queued' as const };
    return dataSource.getRepository(QueueItemEntity).save({ ...first, ...due, ...this.values });
  }

  private with(values: Partial<QueueItemEntity>): QueueItemBuilder {
    return new QueueItemBuilder({ ...this.values, ...values });
  }
}
