import { execFileSync } from 'node:child_process';
import { get } from 'node:http';
import { type BenchmarkResult, median } from '../benchmark';
import { copyOut } from './copy-out';
import { type MeasuredServer, type PullServers, TOKEN } from './pull-servers';

const ROUNDS = 3;
const SAMPLE_EVERY_MS = 200;

/** All records as NDJSON in one stream, beside what PostgreSQL itself can copy out; and what memory it takes. */
export async function measureExport(
  { ours }: PullServers,
  { url, records, say }: { url: string; records: number; say(line: string): void },
): Promise<BenchmarkResult> {
  const figures = { ours: [] as number[], copy: [] as number[] };
  const idleMb = residentMb(ours);
  let peakMb = idleMb;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const copied = await timed(() =>
      copyOut(url, 'SELECT public_json FROM completion_records ORDER BY change_seq'),
    );
    const sampling = setInterval(() => (peakMb = Math.max(peakMb, residentMb(ours))), SAMPLE_EVERY_MS);
    const read = await timed(() => readStream(ours)).finally(() => clearInterval(sampling));
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

function residentMb({ process }: MeasuredServer): number {
  return Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(process.pid)], { encoding: 'utf8' })) / 1_024,
  );
}
