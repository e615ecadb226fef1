import {
  createEmptyDatabase,
  type ScratchSite,
  type TestDatabase,
  waitUntil,
} from '@oracle-integration/testing';
import { Client } from 'pg';
import { Oracle } from './oracle';
import { Service } from './service';
import { createCompanySite } from './site';

/** Everything a completion travels through, each part as it runs in real life. */
export class System<Database extends TestDatabase = TestDatabase> {
  private readonly services: Service[] = [];

  private constructor(
    readonly site: ScratchSite,
    readonly oracle: Oracle,
    readonly database: Database,
  ) {}

  /** A site, a stand-in for Oracle and an empty database; the service is started by the test. */
  static create(people: number): Promise<System> {
    return System.on(createEmptyDatabase, people);
  }

  /** The same on a database of the test's own. */
  static async on<Database extends TestDatabase>(
    createDatabase: () => Promise<Database>,
    people: number,
  ): Promise<System<Database>> {
    const [site, oracle, database] = await Promise.allSettled([
      createCompanySite(people),
      Oracle.start(),
      createDatabase(),
    ]);
    const isWhole =
      site.status === 'fulfilled' && oracle.status === 'fulfilled' && database.status === 'fulfilled';
    if (isWhole) return new System(site.value, oracle.value, database.value);
    // A process left behind would keep the test runner from ending.
    if (oracle.status === 'fulfilled') await oracle.value.stop();
    if (database.status === 'fulfilled') await database.value.drop();
    if (site.status === 'fulfilled') await site.value.drop();
    throw [site, oracle, database].find((part) => part.status === 'rejected')?.reason;
  }

  async startService(environment: Record<string, string> = {}): Promise<Service> {
    const service = await Service.start({
      DATABASE_URL: this.database.url,
      TOTARA_DATABASE_URL: this.site.url,
      ...this.oracle.environment,
      ...environment,
    });
    this.services.push(service);
    return service;
  }

  /** A connection to the service's own database; whoever asks ends it. */
  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.database.url });
    // A test may crash the server, or cut its connections.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Looks or writes into the service's own database. */
  async query<Row extends object>(sql: string): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** As if the time had passed after which what a killed process held is free again. */
  async letLeasesRunOut(): Promise<void> {
    await this.query(`UPDATE leases SET expires_at = now() - interval '1 second'`);
    await this.query(
      `UPDATE queue_items SET lease_expires_at = now() - interval '1 second' WHERE status = 'sending'`,
    );
  }

  /** As if the time had come that a hold, or an item that failed, waits for. */
  async letWaitsPass(): Promise<void> {
    await this.query(
      `UPDATE push_targets SET next_probe_at = now() - interval '1 second' WHERE next_probe_at > now()`,
    );
    await this.query(
      `UPDATE queue_items SET next_attempt_at = now() - interval '1 second'
        WHERE status IN ('failed', 'queued') AND next_attempt_at > now()`,
    );
  }

  /** Looks until it is so, and lets all waits pass meanwhile: what is looked for may be behind several of them. */
  onceWaitsPass<Seen>(
    look: () => Promise<Seen>,
    isSo: (seen: Seen) => boolean,
    timeoutMs?: number,
  ): Promise<Seen> {
    const lookOn = async () => {
      await this.letWaitsPass();
      return look();
    };
    return waitUntil(lookOn, isSo, timeoutMs);
  }

  /** Goes on with what the system is needed for; when that fails, the system is stopped: nobody else knows it yet. */
  async orStop<Result>(begin: () => Promise<Result>): Promise<Result> {
    try {
      return await begin();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const service of this.services) await service.stop();
    await this.oracle.stop();
    await this.database.drop();
    await this.site.drop();
  }
}
