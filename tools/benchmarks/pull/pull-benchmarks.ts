import type { BenchmarkGroup, BenchmarkResult } from '../benchmark';
import { fillLedger } from '../fill-ledger';
import { measureAcknowledging } from './acknowledge-benchmark';
import { measureExport } from './export-benchmark';
import { measureDepth, measurePages } from './page-benchmarks';
import { startPullServers } from './pull-servers';

const RECORDS = 1_000_000;

/** Reading a ledger of a million records, page by page and as a whole, and acknowledging what was read. */
export const pullBenchmarks: BenchmarkGroup = {
  name: 'pull',
  async run({ createDatabase, say }): Promise<BenchmarkResult[]> {
    const url = await createDatabase('bench_pull');
    say(`pull: filling the ledger with ${RECORDS.toLocaleString('en')} records`);
    await fillLedger(url, RECORDS);
    const servers = await startPullServers(url);
    try {
      const exported = await measureExport(servers, { url, records: RECORDS, say });
      const pages: BenchmarkResult[] = [];
      for (const limit of [1, 100, 1_000]) pages.push(await measurePages(servers, limit));
      return [...pages, await measureDepth(servers), exported, await measureAcknowledging(servers, { url })];
    } finally {
      await servers.end();
    }
  },
};
