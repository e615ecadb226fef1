import { startProcess } from '../processes';
import { type BenchmarkGround, type BenchmarkGroup, type BenchmarkResult, long, median } from '../benchmark';
import { fillLedger } from '../fill-ledger';
import { startServer } from '../start-server';
import { withDataFolder } from '../temporary-folder';

const DATABASE = 'oracle_integration';
const RECORDS = 100_000;
const ROUNDS = 5;
const ENVIRONMENT = {
  NODE_ENV: 'production',
  PORT: '0',
  ADMIN_EMAIL: 'bench@example.com',
  ADMIN_PASSWORD: 'not-used-by-anyone',
};

/**
 * From the command to the first request that is answered, on a data folder that holds something: the service with its
 * own PostgreSQL. Beside it a server of one route, on a database that runs already, and PostgreSQL alone.
 */
export const startBenchmarks: BenchmarkGroup = {
  name: 'start',
  title: 'Start: from the command to the first answer',
  run: (ground) => withDataFolder('start', (dataDir) => measureStart(ground, dataDir)),
};

async function measureStart(
  { createDatabase, say }: BenchmarkGround,
  dataDir: string,
): Promise<BenchmarkResult[]> {
  const service = { ...ENVIRONMENT, DATA_DIR: dataDir };
  await millisecondsToReady('apps/api/main.js', service);
  await withPostgres(dataDir, (url) => fillLedger(url, RECORDS));
  const textbook = { DATABASE_URL: await createDatabase('bench_start'), NODE_ENV: 'production' };
  const figures = { ours: [] as number[], textbook: [] as number[], postgres: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    figures.ours.push(await millisecondsToReady('apps/api/main.js', service));
    figures.textbook.push(await millisecondsToReady('tools/textbook-pull-server.js', textbook));
    figures.postgres.push(await withPostgres(dataDir, () => Promise.resolve()));
    say(`start: ready after ${figures.ours.at(-1)!.toFixed(0)} ms`);
  }
  return [
    {
      name: 'start.ready',
      value: median(figures.ours),
      unit: 'ms',
      rivals: [
        { name: 'Nest on Express, one route, database running already', value: median(figures.textbook) },
      ],
      ceiling: { name: 'PostgreSQL alone, on the same folder', value: median(figures.postgres) },
      says: `The service with its own PostgreSQL on a folder of ${long(RECORDS)} records, until it answers. The rival is a server of one route beside a database that runs; the ceiling is PostgreSQL by itself, no Node process at all.`,
      isLessBetter: true,
    },
  ];
}

async function millisecondsToReady(entry: string, environment: Record<string, string>): Promise<number> {
  const began = performance.now();
  const process = startProcess(entry, environment);
  await process.waitFor(/is ready at (\S+)/);
  const took = performance.now() - began;
  await process.end();
  return took;
}

/** How long PostgreSQL takes to answer on a folder; `use` is not measured. */
async function withPostgres(dataDir: string, use: (url: string) => Promise<void>): Promise<number> {
  const began = performance.now();
  const server = await startServer({ dataDir, databases: [DATABASE] });
  const took = performance.now() - began;
  try {
    await use(server.url(DATABASE));
  } finally {
    await server.stop();
  }
  return took;
}
