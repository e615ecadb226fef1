import { setTimeout as pass } from 'node:timers/promises';
import { waitUntil } from '@oracle-integration/testing';
import { AlternatingPoller } from '../system/alternating-poller';
import type { Service } from '../system/service';
import { System } from '../system/system';
import { PushDatabase } from '../testing/push-database';
import { PushGate } from '../testing/push-gate';
import { ALL_HOLD, type Invariants, invariantsOf, missingInLedger } from './invariants';
import { Repeated } from './repeated';

/** Small batches and few requests at once: there is always something under way that harm can be done to. */
const SETTINGS = { PUSH_HISTORY: 'all', PUSH_BATCH_SIZE: '10', PUSH_CONCURRENCY: '2' };
/** Each request takes so long, so that some are under way at any moment. */
const LATENCY_MS = 50;
const WRITE_EVERY_MS = 100;
const POLL_EVERY_MS = 50;
/** A lease, a sweep, the longest request, and a machine with other work. */
const SETTLE_MS = 300_000;

/**
 * A site on which people complete courses all along, two workers and two APIs on a PostgreSQL of their own, and a poller
 * that reads through both APIs in turn: what harm is done to.
 */
export class ChaosStand {
  readonly workers: Service[] = [];
  readonly apis: Service[] = [];
  private readonly poller = new AlternatingPoller(this.apis);
  private polling: Repeated | undefined;
  private writing: Repeated | undefined;
  private stopped: Promise<(number | null)[]> | undefined;
  /** Completions of the site that the ledger leaves out on purpose. */
  private leftOut = 0;

  private constructor(
    readonly system: System<PushDatabase>,
    /** In front of the site's database. */
    readonly siteGate: PushGate,
    private readonly courseIds: readonly number[],
  ) {}

  static async start(people: number): Promise<ChaosStand> {
    const system = await System.on(PushDatabase.start, people);
    const stand = await system.orStop(async () => {
      const gate = await PushGate.to(Number(new URL(system.site.url).port));
      const courseIds: number[] = [];
      for (const idnumber of ['CHAOS-1', 'CHAOS-2', 'CHAOS-3'])
        courseIds.push(await system.site.site.addCourse({ completedBy: 'activity', idnumber }));
      return new ChaosStand(system, gate, courseIds);
    });
    try {
      await stand.begin();
    } catch (error) {
      await stand.stop();
      throw error;
    }
    return stand;
  }

  private async begin(): Promise<void> {
    await this.heal();
    // The first one migrates.
    this.apis.push(await this.startApi());
    this.apis.push(await this.startApi());
    this.workers.push(await this.startWorker(), await this.startWorker());
    this.polling = new Repeated(() => this.poller.readOn(), POLL_EVERY_MS);
    await this.apis[0]!.loaded(SETTLE_MS);
    this.leftOut = await missingInLedger(this.system);
  }

  startWorker(environment: Record<string, string> = {}): Promise<Service> {
    return this.startService({ ...environment, ROLE: 'worker' });
  }

  startApi(): Promise<Service> {
    return this.startService({ ROLE: 'api' });
  }

  /** From now on people complete courses, until {@link endWriting}. */
  beginWriting(): void {
    let turn = 0;
    this.writing = new Repeated(
      () =>
        this.system.site.site.inTransaction(async (site) => {
          turn += 1;
          const userId = await site.addUser({ idnumber: `CHAOS-${process.pid}-${Date.now()}-${turn}` });
          for (const courseId of this.courseIds) await site.complete(userId, courseId);
        }),
      WRITE_EVERY_MS,
    );
  }

  async endWriting(): Promise<void> {
    await this.writing?.stop();
  }

  /** Oracle is slow, and nothing else is wrong with it. */
  heal(): Promise<void> {
    return this.system.oracle.setFaults({ latencyMs: LATENCY_MS });
  }

  /** Waits until Oracle has recorded so many more: work goes on. */
  async recordedMore(count: number): Promise<void> {
    const { unique: before } = await this.system.oracle.stats();
    await waitUntil(
      () => this.system.oracle.stats(),
      ({ unique }) => unique >= before + count,
      SETTLE_MS,
    );
  }

  /**
   * Waits until everything has come to its end. Nobody must be completing anything.
   *
   * @param isWaitingForLeases wait as long as leases last; otherwise as if their time had passed
   */
  async settle(isWaitingForLeases: boolean): Promise<Invariants> {
    await this.heal();
    const until = Date.now() + SETTLE_MS;
    for (;;) {
      // The times that retries and probes wait for are nothing that must be waited for here.
      await this.system.letWaitsPass();
      if (!isWaitingForLeases) await this.system.letLeasesRunOut();
      const found = await invariantsOf(this.system, this.poller, this.leftOut);
      const isAtEnd = JSON.stringify(found) === JSON.stringify(ALL_HOLD);
      if (isAtEnd || Date.now() > until) return found;
      await pass(500);
    }
  }

  /** Cuts every connection to the service's database, and answers how many there were. */
  async killBackends(): Promise<number> {
    const rows = await this.system.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    return rows.length;
  }

  /**
   * May be called again.
   *
   * @returns the exit codes of the processes that are left: 0, where none of them ended over what was done
   */
  stop(): Promise<(number | null)[]> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<(number | null)[]> {
    await this.endWriting();
    await this.polling?.stop();
    const codes: (number | null)[] = [];
    for (const service of [...this.workers, ...this.apis]) codes.push(await service.stop());
    await this.system.stop();
    await this.siteGate.shut();
    return codes;
  }

  private startService(environment: Record<string, string>): Promise<Service> {
    const siteUrl = new URL(this.system.site.url);
    siteUrl.port = String(this.siteGate.port);
    return this.system.startService({
      ...SETTINGS,
      TOTARA_DATABASE_URL: siteUrl.href,
      PULL_RATE_PER_MINUTE: '100000',
      PULL_ADDRESS_RATE_PER_MINUTE: '100000',
      ...environment,
    });
  }
}
