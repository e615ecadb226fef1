import { get } from 'node:http';
import { type BenchmarkResult, median } from '../benchmark';
import { peakResidentMb, residentMb } from '../resident-memory';
import { copyOut } from './copy-out';
import { type MeasuredServer, type PullServers, TOKEN } from './pull-servers';

const ROUNDS = 3;

/** All records as NDJSON in one stream, beside what PostgreSQL itself can copy out; and what memory it takes. */
export async function measureExport(
  { ours }: PullServers,
  { url, records, say }: { url: string; records: number; say(line: string): void },
): Promise<BenchmarkResult> {
  const figures = { ours: [] as number[], copy: [] as number[] };
  const idleMb = residentMb(ours.process.pid);
  let peakMb = idleMb;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const copied = await timed(() =>
      copyOut(url, 'SELECT public_json FROM completion_records ORDER BY change_seq'),
    );
    let read = { result: 0, seconds: 0 };
    const mostMb = await peakResidentMb(ours.process.pid, async () => {
      read = await timed(() => readStream(ours));
    });
    peakMb = Math.max(peakMb, mostMb);
    if (read.result !== records) throw new Error(`the stream had ${read.result} records of ${records}`);
    if (round === 0) continue;
    figures.ours.push(records / read.seconds);
    figures.copy.push(records / copied.seconds);
  }
  say(`pull: exporting took ${peakMb - idleMb} MB over the ${idleMb} MB before`);
  return {
    name: 'pull.export',
    value: median(figures.ours),
    unit: 'records/s',
    rivals: [],
    ceiling: { name: 'COPY … TO STDOUT', value: median(figures.copy) },
    says: `All ${records.toLocaleString('en')} records as NDJSON in one stream, beside what PostgreSQL itself can copy out to the same driver.`,
  };
}

/** Reads to the end, counting lines; answers their number. */
function readStream({ base }: MeasuredServer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-api-key': TOKEN, accept: 'application/x-ndjson' };
    get(`${base}/api/v1/completions?since=2000-01-01`, { headers }, (response) => {
      let lines = 0;
      response.on('data', (chunk: Buffer) => {
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      });
      response.on('error', reject);
      response.on('end', () => resolve(lines));
    }).on('error', reject);
  });
}

async function timed<Result>(run: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const startedAt = performance.now();
  const result = await run();
  return { result, seconds: (performance.now() - startedAt) / 1_000 };
}
