import { copyToMariaDb, describeOnMariaDb, type ScratchSite } from '@oracle-integration/testing';
import type { NumberSources } from '@oracle-integration/settings';
import { createConnection } from 'mysql2/promise';
import { TotaraReader } from '../totara-reader';

/** A site as it stood when it was opened, on the database under test. */
export interface OpenSite {
  readonly reader: TotaraReader;
  /** Changes the site there: one statement, in words that both databases understand. */
  run(sql: string): Promise<void>;
}

type Open = (scratch: ScratchSite, numbers?: NumberSources) => Promise<OpenSite>;

/** The same specs for a site on PostgreSQL, and for its copy on MariaDB. What was opened is closed after them. */
export function describeOnBoth(title: string, specs: (open: Open) => void): void {
  describe(`${title}, on PostgreSQL`, () => {
    const track = closingAfterAll();
    specs((scratch, numbers) => {
      const run = async (sql: string) => void (await scratch.rows(sql));
      return Promise.resolve({ reader: track(scratch, scratch.url, numbers), run });
    });
  });
  describeOnMariaDb(`${title}, on MariaDB`, (server) => {
    const track = closingAfterAll();
    specs(async (scratch, numbers) => {
      const url = await copyToMariaDb(server(), scratch);
      return { reader: track(scratch, url, numbers), run: (sql) => runOnMysql(url, sql) };
    });
  });
}

function closingAfterAll(): (scratch: ScratchSite, url: string, numbers?: NumberSources) => TotaraReader {
  const readers: TotaraReader[] = [];
  afterAll(async () => {
    for (const reader of readers) await reader.close();
  });
  return ({ site }, url, numbers) => {
    const { schema, prefix } = site.location;
    const reader = new TotaraReader({ url, schema, prefix, ...(numbers ? { numbers } : {}) });
    readers.push(reader);
    return reader;
  };
}

async function runOnMysql(url: string, sql: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query(sql);
  await connection.end();
}
