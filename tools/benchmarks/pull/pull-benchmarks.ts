import { type RunningProcess, startProcess } from '@oracle-integration/testing';
import { type BenchmarkGroup, type BenchmarkResult, median } from '../benchmark';
import { measureRequests } from './measure-requests';
import { fillLedger } from '../fill-ledger';

const RECORDS = 100_000;
const TOKEN = 'benchmark-token-0123456789';
const ROUNDS = 9;

/**
 * A page of 100 records over HTTP, walking on by cursor as a poller does.
 *
 * The ceiling is a bare `node:http` + `pg` server that answers the same stored text from the same table by the same
 * statement, with no framework, no token and no cursor to check. The rival is the endpoint as tutorials
 * write it: NestJS on Express, TypeORM entities, serialised each time. All are measured turn by turn in the same run.
 */
export const pullBenchmarks: BenchmarkGroup = {
  name: 'pull',
  async run({ createDatabase, say }): Promise<BenchmarkResult[]> {
    const url = await createDatabase('bench_pull');
    say(`pull: filling the ledger with ${RECORDS.toLocaleString('en')} records`);
    await fillLedger(url, RECORDS);
    const ours = startProcess('apps/api/main.js', {
      NODE_ENV: 'production',
      ROLE: 'api',
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_URL: url,
      PULL_TOKEN: TOKEN,
      ADMIN_EMAIL: 'bench@example.com',
      ADMIN_PASSWORD: 'not-used-by-anyone',
    });
    const bare = startProcess('tools/bare-pull-server.js', { DATABASE_URL: url });
    const textbook = startProcess('tools/textbook-pull-server.js', {
      DATABASE_URL: url,
      NODE_ENV: 'production',
    });
    try {
      const servers = [
        { base: await addressOf(ours), figures: [] as number[] },
        { base: await addressOf(bare), figures: [] as number[] },
        { base: await addressOf(textbook), figures: [] as number[] },
      ];
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const server of servers) {
          const figure = await measureRequests(
            `${server.base}/api/v1/completions?limit=100&since=2000-01-01`,
            TOKEN,
          );
          // The first round warms up: compiled code, cached plans, pages in memory.
          if (round > 0) server.figures.push(figure);
        }
      }
      const [mine, ceiling, rival] = servers.map(({ figures }) => median(figures));
      return [
        {
          name: 'pull.page100',
          value: mine!,
          unit: 'requests/s',
          rivals: [{ name: 'NestJS + Express + TypeORM entities', value: rival! }],
          ceiling: { name: 'bare node:http + pg', value: ceiling! },
        },
      ];
    } finally {
      await Promise.all([ours.end(), bare.end(), textbook.end()]);
    }
  },
};

/** Every server under measurement says where it listens when it is ready. */
async function addressOf(server: RunningProcess): Promise<string> {
  return (await server.waitFor(/is ready at (\S+)/))[1]!;
}
