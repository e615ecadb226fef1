import type { OracleStats } from '../system/oracle';
import type { Service } from '../system/service';
import { System } from '../system/system';

/**
 * Small batches and few requests at once: what is queued lasts for as long as a test does harm. A request that is not
 * answered in time costs an attempt, which is nothing that these tests are about.
 */
const SETTINGS = {
  PUSH_HISTORY: 'all',
  PUSH_BATCH_SIZE: '10',
  PUSH_CONCURRENCY: '2',
  PUSH_MAX_ATTEMPTS: '50',
};
/** The lease of a killed worker, a sweep and what was under way are two minutes at worst; a slow machine takes more. */
const SETTLE_MS = 400_000;

/** What a backlog came to, for one assertion. */
export interface BacklogOutcome {
  /** Items by status in the service's database. */
  statuses: Record<string, number>;
  /** Different items that the stand-in recorded. */
  unique: number;
  conflicts: number;
  /** Items that the stand-in saw and that are neither new nor known under the same key and bytes. */
  strange: number;
}

/** Some thousand queued completions, and workers that share one database. */
export class PushChaosStand {
  private constructor(
    readonly system: System,
    /** How many completions are to be delivered. */
    readonly total: number,
  ) {}

  /** Loads a company's completions into the queue and delivers none of them yet. */
  static async withBacklog(people: number): Promise<PushChaosStand> {
    const system = await System.create(people);
    return system.orStop(async () => {
      const loader = await system.startService({
        PUSH_HISTORY: 'all',
        PUSH_ENABLED: 'false',
      });
      await loader.loaded();
      const { queue } = await loader.overview();
      await loader.stop();
      return new PushChaosStand(system, queue.queued);
    });
  }

  startWorker(environment: Record<string, string> = {}): Promise<Service> {
    return this.system.startService({ ...SETTINGS, ...environment, ROLE: 'worker' });
  }

  stats(): Promise<OracleStats> {
    return this.system.oracle.stats();
  }

  /** Waits until the stand-in has recorded so many more, and answers how many it has then. */
  async recordedMore(count: number): Promise<number> {
    const { unique: before } = await this.stats();
    const goal = Math.min(before + count, this.total);
    const { unique } = await this.system.onceWaitsPass(
      () => this.stats(),
      (stats) => stats.unique >= goal,
      SETTLE_MS,
    );
    return unique;
  }

  /** Waits until nothing waits or is on its way any more; only a lease is waited for as long as it lasts. */
  async delivered(): Promise<BacklogOutcome> {
    return this.system.onceWaitsPass(
      () => this.outcome(),
      ({ statuses }) => statuses['sent'] === this.total,
      SETTLE_MS,
    );
  }

  /** The outcome where nothing is wrong. */
  get allSent(): BacklogOutcome {
    return { statuses: { sent: this.total }, unique: this.total, conflicts: 0, strange: 0 };
  }

  async stop(): Promise<void> {
    await this.system.stop();
  }

  private async outcome(): Promise<BacklogOutcome> {
    const counts = await this.system.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int AS count FROM queue_items GROUP BY status',
    );
    const { unique, items, duplicates, conflicts } = await this.stats();
    const statuses = Object.fromEntries(counts.map(({ status, count }) => [status, count]));
    return { statuses, unique, conflicts, strange: items - unique - duplicates };
  }
}
