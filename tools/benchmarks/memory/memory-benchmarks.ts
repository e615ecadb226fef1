import { setTimeout as pass } from 'node:timers/promises';
import type { RunningProcess } from '@oracle-integration/testing';
import { type BenchmarkGround, type BenchmarkGroup, type BenchmarkResult, long } from '../benchmark';
import { ledgerOf } from '../fill-ledger';
import { onDatabase } from '../on-database';
import { startProcess } from '../processes';
import { measureRequests } from '../pull/measure-requests';
import { type MeasuredServer, startPullServers, TOKEN } from '../pull/pull-servers';
import { OracleStandIn } from '../push/oracle-stand-in';
import { peakResidentMb, residentMb } from '../resident-memory';

const RECORDS = { quick: 200_000, full: 1_000_000 };
const ITEMS = 20_000;
const PAGE = 1_000;
/** After a start the young generation is still being tidied up. */
const REST_MS = 3_000;
const PAGE_ROUNDS = 5;

/** Resident memory of an API and of a worker: at rest, and at most while each does what it is for. */
export const memoryBenchmarks: BenchmarkGroup = {
  name: 'memory',
  title: 'Memory',
  async run(ground): Promise<BenchmarkResult[]> {
    const records = RECORDS[ground.scale];
    const url = await ground.createFilledDatabase('bench_memory', ledgerOf(records));
    const servers = await startPullServers(url);
    try {
      await pass(REST_MS);
      const { ours, textbook, bare } = servers;
      const rest = [ours, textbook, bare].map(({ process }) => residentMb(process.pid));
      const most: number[] = [];
      for (const server of [ours, textbook, bare]) most.push(await peakOfPulling(server));
      const worker = await measureWorker(ground, url);
      const line = (name: string, { mine, beside }: { mine: number; beside: number[] }, says: string) => ({
        name: `memory.${name}`,
        value: mine,
        unit: 'MB',
        rivals: [{ name: 'NestJS + Express + TypeORM, one route', value: beside[1]! }],
        ceiling: { name: 'bare node:http + pg', value: beside[2]! },
        says,
        isLessBetter: true,
      });
      return [
        line(
          'apiAtRest',
          { mine: rest[0]!, beside: rest },
          'An API process that nobody asks anything. The rival is a server of one route, the ceiling Node with pg and nothing else.',
        ),
        line(
          'apiAtMost',
          { mine: most[0]!, beside: most },
          `The same while 16 pollers read pages of ${long(PAGE)} completions from a ledger of ${long(records)}, at most.`,
        ),
        line(
          'workerAtRest',
          { mine: worker.rest, beside: rest },
          'A worker with nothing to deliver, beside the same two at rest.',
        ),
        line(
          'workerAtMost',
          { mine: worker.most, beside: most },
          `A worker that delivers ${long(ITEMS)} completions in batches of 100, at most, beside the same two while they answer pages.`,
        ),
      ];
    } finally {
      await servers.end();
    }
  },
};

function peakOfPulling({ process, base }: MeasuredServer): Promise<number> {
  const first = `${base}/api/v1/completions?limit=${PAGE}&since=2000-01-01`;
  return peakResidentMb(process.pid, async () => {
    for (let round = 0; round < PAGE_ROUNDS; round += 1) await measureRequests(first, TOKEN);
  });
}

async function measureWorker(
  { say }: BenchmarkGround,
  url: string,
): Promise<{ readonly rest: number; readonly most: number }> {
  const oracle = await OracleStandIn.start({ latencyMs: 0 });
  const worker = startProcess('apps/api/main.js', {
    NODE_ENV: 'production',
    NODE_OPTIONS: '--max-semi-space-size=32',
    ROLE: 'worker',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATABASE_URL: url,
    PUSH_INTERVAL_SECONDS: '1',
    ...oracle.settings,
  });
  try {
    await worker.waitFor(/is ready at (\S+)/);
    await pass(REST_MS);
    const rest = residentMb(worker.pid);
    const most = await peakResidentMb(worker.pid, () => deliverAll(url, { oracle, worker }));
    say(`memory: a worker takes ${rest} MB at rest, ${most} MB at most`);
    return { rest, most };
  } finally {
    await worker.end();
    await oracle.end();
  }
}

async function deliverAll(
  url: string,
  { oracle, worker }: { oracle: OracleStandIn; worker: RunningProcess },
): Promise<void> {
  await onDatabase(
    url,
    `INSERT INTO queue_items (record_id, revision, status)
     SELECT id, revision, 'queued' FROM completion_records ORDER BY change_seq LIMIT ${ITEMS}`,
  );
  for (const until = Date.now() + 60_000; (await oracle.accepted()) < ITEMS; await pass(100)) {
    if (Date.now() > until) throw new Error(`The worker did not deliver in a minute: ${worker.output()}`);
  }
}
