import { setTimeout as pass } from 'node:timers/promises';
import type { CompletionPageView } from '@oracle-integration/contracts';
import type { RunningProcess } from '@oracle-integration/testing';
import { startProcess } from '../processes';
import { type BenchmarkGroup, type BenchmarkResult, long } from '../benchmark';
import { ledgerOf } from '../fill-ledger';
import { onDatabase } from '../on-database';
import { OracleStandIn } from '../push/oracle-stand-in';

const ITEMS = 20_000;
const LATENCY_MS = 20;
const TOKEN = 'benchmark-token-0123456789';
const ENVIRONMENT = {
  NODE_ENV: 'production',
  PORT: '0',
  LOG_LEVEL: 'warn',
  ADMIN_EMAIL: 'bench@example.com',
  ADMIN_PASSWORD: 'not-used-by-anyone',
  PULL_TOKEN: TOKEN,
  PULL_RATE_PER_MINUTE: '1000000',
  PULL_ADDRESS_RATE_PER_MINUTE: '1000000',
  PUSH_BATCH_SIZE: '10',
  PUSH_INTERVAL_SECONDS: '1',
};

/**
 * Two APIs and two workers on one PostgreSQL beside one of each, on the same machine, with an Oracle that takes 20 ms for
 * ten completions. Meanwhile a poller reads through the APIs in turn; what it misses fails the benchmark.
 */
export const scaleOutBenchmarks: BenchmarkGroup = {
  name: 'scaleout',
  title: 'Scale-out: two of each process',
  async run({ createFilledDatabase, say }): Promise<BenchmarkResult[]> {
    const rateOf = async (processes: number) => {
      const url = await createFilledDatabase(`bench_scale_${processes}`, ledgerOf(ITEMS));
      const rate = await delivering(url, processes);
      say(`scaleout: ${processes} + ${processes} processes deliver ${rate.toFixed(0)} items/s`);
      return rate;
    };
    const one = await rateOf(1);
    const two = await rateOf(2);
    return [
      {
        name: 'scaleout.two',
        value: two,
        unit: 'items/s',
        rivals: [{ name: 'one API and one worker', value: one }],
        ceiling: { name: 'twice that', value: 2 * one },
        says: `Two APIs and two workers deliver ${long(ITEMS)} completions to an Oracle that takes ${LATENCY_MS} ms for ten, while a poller reads through both APIs in turn and must miss nothing.`,
      },
    ];
  },
};

async function delivering(url: string, processes: number): Promise<number> {
  const oracle = await OracleStandIn.start({ latencyMs: LATENCY_MS });
  const environment = { ...ENVIRONMENT, DATABASE_URL: url, ...oracle.settings };
  const started: RunningProcess[] = [];
  const start = async (role: string) => {
    const process = startProcess('apps/api/main.js', { ...environment, ROLE: role });
    started.push(process);
    return (await process.waitFor(/is ready at (\S+)/))[1]!;
  };
  try {
    const apis: string[] = [];
    for (let n = 0; n < processes; n += 1) {
      apis.push(await start('api'));
      await start('worker');
    }
    await onDatabase(
      url,
      `INSERT INTO queue_items (record_id, revision, status)
       SELECT id, revision, 'queued' FROM completion_records ORDER BY source_row_id`,
    );
    const [rate, seen] = await Promise.all([deliveryRate(oracle), readInTurn(apis)]);
    if (seen !== ITEMS) throw new Error(`The poller saw ${seen} of ${ITEMS} completions.`);
    return rate;
  } finally {
    await Promise.all(started.map((process) => process.end()));
    await oracle.end();
  }
}

/** From the first completion that Oracle takes to the last. */
async function deliveryRate(oracle: OracleStandIn): Promise<number> {
  let first: { readonly accepted: number; readonly at: number } | undefined;
  for (;;) {
    const accepted = await oracle.accepted();
    const at = performance.now();
    if (accepted > 0) first ??= { accepted, at };
    if (first && accepted >= ITEMS) return ((accepted - first.accepted) * 1000) / (at - first.at);
    await pass(10);
  }
}

/** Reads the whole ledger, each page through the next API, and answers how many different completions it saw. */
async function readInTurn(apis: readonly string[]): Promise<number> {
  const seen = new Set<string>();
  let query = '?since=0&limit=100';
  for (let turn = 0; ; turn += 1) {
    const answer = await fetch(`${apis[turn % apis.length]}/api/v1/completions${query}`, {
      headers: { 'x-api-key': TOKEN },
    });
    if (!answer.ok) throw new Error(`A page was answered ${answer.status}: ${await answer.text()}`);
    const { items, hasMore, nextCursor } = (await answer.json()) as CompletionPageView;
    for (const { id } of items) seen.add(id);
    if (!hasMore) return seen.size;
    query = `?cursor=${nextCursor}&limit=100`;
  }
}
