import { type BenchmarkGroup, type BenchmarkResult, long } from '../benchmark';
import { ledgerOf } from '../fill-ledger';
import { measureAcknowledging } from './acknowledge-benchmark';
import { measureExport } from './export-benchmark';
import { measureDepth, measurePages } from './page-benchmarks';
import { startPullServers } from './pull-servers';

const RECORDS = { quick: 200_000, full: 1_000_000 };

/** Reading a large ledger, page by page and as a whole, and acknowledging what was read. */
export const pullBenchmarks: BenchmarkGroup = {
  name: 'pull',
  title: 'Pull: reading the ledger',
  async run({ createFilledDatabase, say, scale }): Promise<BenchmarkResult[]> {
    const records = RECORDS[scale];
    say(`pull: filling the ledger with ${long(records)} records`);
    const url = await createFilledDatabase('bench_pull', ledgerOf(records));
    const servers = await startPullServers(url);
    try {
      const exported = await measureExport(servers, { url, records, say });
      const pages: BenchmarkResult[] = [];
      for (const limit of [1, 100, 1_000]) pages.push(await measurePages(servers, { limit, scale }));
      return [
        ...pages,
        await measureDepth(servers, { records, scale }),
        exported,
        await measureAcknowledging(servers, { url }),
      ];
    } finally {
      await servers.end();
    }
  },
};
