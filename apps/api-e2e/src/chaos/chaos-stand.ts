import { setTimeout as pass } from 'node:timers/promises';
import { waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { AlternatingPoller } from '../system/alternating-poller';
import type { Service } from '../system/service';
import { System } from '../system/system';
import { PushDatabase } from '../testing/push-database';
import { PushGate } from '../testing/push-gate';
import { Repeated } from './repeated';

/** Small batches and few requests at once: there is always something under way that harm can be done to. */
const SETTINGS = { PUSH_HISTORY: 'all', PUSH_BATCH_SIZE: '10', PUSH_CONCURRENCY: '2' };
/** Each request takes so long, so that some are under way at any moment. */
const LATENCY_MS = 50;
const WRITE_EVERY_MS = 100;
const POLL_EVERY_MS = 50;
/** A lease, a sweep, the longest request, and a machine with other work. */
const SETTLE_MS = 150_000;

export interface OracleCounts {
  items: number;
  unique: number;
  duplicates: number;
  conflicts: number;
}

/** What must be so whatever was done, for one assertion. */
export interface Invariants {
  /** Completions of the site that the ledger does not hold, less those that it never holds (people who are deleted). */
  missingInLedger: number;
  /** Completions without a delivery, or with one in another end than `sent`. */
  notSent: number;
  /** Deliveries that are sent and of which the log tells no such attempt. */
  sentUntold: number;
  /** Different items that Oracle recorded, less those that are sent. */
  recordedBeyondSent: number;
  /** Keys that came to Oracle with other bytes. */
  conflicts: number;
  /** Items that Oracle saw and that are neither new nor known by their key. */
  strange: number;
  /** Completions whose present revision the poller did not see. */
  notPulled: number;
}

export const ALL_HOLD: Invariants = {
  missingInLedger: 0,
  notSent: 0,
  sentUntold: 0,
  recordedBeyondSent: 0,
  conflicts: 0,
  strange: 0,
  notPulled: 0,
};

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
    readonly system: System,
    readonly database: PushDatabase,
    /** In front of the site's database. */
    readonly siteGate: PushGate,
    private readonly courseIds: readonly number[],
  ) {}

  static async start(people: number): Promise<ChaosStand> {
    const system = await System.create(people);
    const stand = await system.orStop(async () => {
      const database = await PushDatabase.start();
      const gate = await PushGate.to(Number(new URL(system.site.url).port));
      const courseIds: number[] = [];
      for (const idnumber of ['CHAOS-1', 'CHAOS-2', 'CHAOS-3'])
        courseIds.push(await system.site.site.addCourse({ completedBy: 'activity', idnumber }));
      return new ChaosStand(system, database, gate, courseIds);
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
    await waitUntil(
      () => this.apis[0]!.overview(),
      ({ capture }) => capture.state === 'following',
      SETTLE_MS,
    );
    const { site, ledger } = await this.completions();
    this.leftOut = site - ledger;
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

  async oracleCounts(): Promise<OracleCounts> {
    return (await this.system.oracle.stats()) as unknown as OracleCounts;
  }

  /** Waits until Oracle has recorded so many more: work goes on. */
  async recordedMore(count: number): Promise<void> {
    const { unique: before } = await this.oracleCounts();
    await waitUntil(
      () => this.oracleCounts(),
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
      await this.letWaitsPass();
      if (!isWaitingForLeases) await this.letLeasesRunOut();
      const found = await this.invariants();
      const isAtEnd = JSON.stringify(found) === JSON.stringify(ALL_HOLD);
      if (isAtEnd || Date.now() > until) return found;
      await pass(500);
    }
  }

  async letLeasesRunOut(): Promise<void> {
    await this.query(`UPDATE leases SET expires_at = now() - interval '1 second'`);
    await this.query(
      `UPDATE queue_items SET lease_expires_at = now() - interval '1 second' WHERE status = 'sending'`,
    );
  }

  /** Cuts every connection to the service's database, and answers how many there were. */
  async killBackends(): Promise<number> {
    const rows = await this.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    return rows.length;
  }

  /** A connection to the service's database; whoever asks ends it. */
  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.database.url });
    // The server may be crashed meanwhile.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async query<Row extends object>(sql: string): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
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
    await this.database.stop();
    return codes;
  }

  private startService(environment: Record<string, string>): Promise<Service> {
    const siteUrl = new URL(this.system.site.url);
    siteUrl.port = String(this.siteGate.port);
    return this.system.startService({
      ...SETTINGS,
      DATABASE_URL: this.database.url,
      TOTARA_DATABASE_URL: siteUrl.href,
      PULL_RATE_PER_MINUTE: '100000',
      PULL_ADDRESS_RATE_PER_MINUTE: '100000',
      ...environment,
    });
  }

  private async letWaitsPass(): Promise<void> {
    await this.query(
      `UPDATE push_targets SET next_probe_at = now() - interval '1 second' WHERE next_probe_at > now()`,
    );
    await this.query(
      `UPDATE queue_items SET next_attempt_at = now() WHERE status IN ('failed', 'queued') AND next_attempt_at > now()`,
    );
  }

  private async completions(): Promise<{ site: number; ledger: number }> {
    const [site] = await this.system.site.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT userid, course, timecompleted FROM ttr_course_completions WHERE timecompleted > 0
          UNION SELECT userid, courseid, timecompleted FROM ttr_course_completion_history WHERE timecompleted > 0) found`,
    );
    const [ledger] = await this.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM completion_records WHERE status IN ('complete', 'completeviarpl')`,
    );
    return { site: site!.count, ledger: ledger!.count };
  }

  private async invariants(): Promise<Invariants> {
    const { site, ledger } = await this.completions();
    const [deliveries] = await this.query<{ notSent: number; sentUntold: number; sent: number }>(
      `SELECT count(*) FILTER (WHERE item.status IS DISTINCT FROM 'sent')::int AS "notSent",
              count(*) FILTER (WHERE item.status = 'sent')::int AS sent,
              count(*) FILTER (WHERE item.status = 'sent' AND NOT EXISTS (
                SELECT 1 FROM delivery_attempts attempt WHERE attempt.queue_item_id = item.id
                   AND attempt.outcome IN ('delivered', 'accepted', 'duplicate')))::int AS "sentUntold"
         FROM completion_records record LEFT JOIN queue_items item ON item.record_id = record.id
        WHERE record.status IN ('complete', 'completeviarpl')`,
    );
    const { items, unique, duplicates, conflicts } = await this.oracleCounts();
    await this.poller.readToEnd();
    const present = await this.query<{ key: string }>(
      `SELECT id || ' ' || revision AS key FROM completion_records`,
    );
    return {
      missingInLedger: site - ledger - this.leftOut,
      notSent: deliveries!.notSent,
      sentUntold: deliveries!.sentUntold,
      recordedBeyondSent: unique - deliveries!.sent,
      conflicts,
      strange: items - unique - duplicates,
      notPulled: present.filter(({ key }) => !this.poller.seen.has(key)).length,
    };
  }
}
