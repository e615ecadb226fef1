import { type BenchmarkGroup, type BenchmarkResult, long, percentile, type Scale } from '../benchmark';
import { fillLedger } from '../fill-ledger';
import { startProcess } from '../processes';
import { withLargeQueue } from '../queue/large-queue';
import { measureCounts } from './counts-benchmark';
import { signIn } from './sign-in';

const RECORDS = 100_000;
const REQUESTS: Readonly<Record<Scale, number>> = { quick: 200, full: 1_000 };
/** Counting takes the rival long; fewer tell how long. */
const COUNTED_REQUESTS = 15;
const WARM_UP = 20;
const NODE_OPTIONS = '--max-semi-space-size=32';
const MANAGER = { email: 'bench@example.com', password: 'a-benchmark-needs-one-7Qx' };

/** What every open control panel asks for each few seconds, with a large queue behind it. */
export const overviewBenchmarks: BenchmarkGroup = {
  name: 'overview',
  title: 'The overview of the control panel',
  run: (ground) =>
    withLargeQueue(ground, 'bench_overview', async (large) => [
      await measureCounts(large),
      ...(await measureScreen(large.url, { items: large.sizes.total, requests: REQUESTS[ground.scale] })),
    ]),
};

async function measureScreen(
  url: string,
  { items, requests }: { items: number; requests: number },
): Promise<BenchmarkResult[]> {
  await fillLedger(url, RECORDS);
  const service = startProcess('apps/api/main.js', {
    NODE_ENV: 'production',
    NODE_OPTIONS,
    ROLE: 'api',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATABASE_URL: url,
    ADMIN_EMAIL: MANAGER.email,
    ADMIN_PASSWORD: MANAGER.password,
  });
  const plain = startProcess('tools/plain-overview-server.js', { DATABASE_URL: url, NODE_OPTIONS });
  try {
    const [ours, base] = [await addressOf(service), await addressOf(plain)];
    const screen = `${ours}/api/admin/overview`;
    const headers = { cookie: await signIn(ours, MANAGER) };
    const mine = await latencies(screen, { headers, requests });
    const row = await latencies(`${base}/one-row`, { requests });
    const counted = await latencies(`${base}/counted`, { requests: COUNTED_REQUESTS });
    return [
      line('p50', {
        part: 0.5,
        says: `The whole overview of ${long(items)} queue items and ${long(RECORDS)} completions by one request after the other, to the last byte: the middle one. The rival counts by GROUP BY; the ceiling is a route of NestJS on Fastify that reads one row by its key, and asks nobody who he is.`,
      }),
      line('p95', {
        part: 0.95,
        says: 'The same; 95 of 100 are no slower.',
      }),
    ];

    function line(suffix: string, { part, says }: { part: number; says: string }): BenchmarkResult {
      return {
        name: `overview.${suffix}`,
        value: percentile(mine, part),
        unit: 'ms',
        rivals: [{ name: 'counting the rows', value: percentile(counted, part) }],
        ceiling: { name: 'one row by its key', value: percentile(row, part) },
        says,
        isLessBetter: true,
      };
    }
  } finally {
    await Promise.all([service.end(), plain.end()]);
  }
}

async function addressOf(process: ReturnType<typeof startProcess>): Promise<string> {
  return (await process.waitFor(/is ready at (\S+)/))[1]!;
}

/** In milliseconds, one after the other; the first are not counted. */
async function latencies(
  url: string,
  { requests, headers = {} }: { requests: number; headers?: Record<string, string> },
): Promise<number[]> {
  const times: number[] = [];
  for (let n = -Math.min(WARM_UP, requests); n < requests; n += 1) {
    const began = performance.now();
    const answer = await fetch(url, { headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 300)}`);
    if (n >= 0) times.push(performance.now() - began);
  }
  return times;
}
