import { createEmptyDatabase, type ScratchSite, type TestDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';
import { Oracle } from './oracle';
import { Service } from './service';
import { createCompanySite } from './site';

/** Everything a completion travels through, each part as it runs in real life. */
export class System {
  private readonly services: Service[] = [];

  private constructor(
    readonly site: ScratchSite,
    readonly oracle: Oracle,
    readonly database: TestDatabase,
  ) {}

  /** A site, a stand-in for Oracle and an empty database; the service is started by the test. */
  static async create(people: number): Promise<System> {
    const [site, oracle, database] = await Promise.all([
      createCompanySite(people),
      Oracle.start(),
      createEmptyDatabase(),
    ]);
    return new System(site, oracle, database);
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

  /** Looks or writes into the service's own database. */
  async query<Row extends object>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
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

  async stop(): Promise<void> {
    for (const service of this.services) await service.stop();
    await this.oracle.stop();
    await this.database.drop();
    await this.site.drop();
  }
}
