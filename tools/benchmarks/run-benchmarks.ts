import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder, startEmbeddedPostgres } from '@oracle-integration/platform';
import type { BenchmarkGround, BenchmarkGroup, BenchmarkResult } from './benchmark';
import { createEmptyDatabase, createMigratedDatabase } from './benchmark-databases';
import { captureBenchmarks } from './capture/capture-benchmarks';
import { mappingBenchmarks } from './mapping/mapping-benchmarks';
import { pullBenchmarks } from './pull/pull-benchmarks';
import { pushBenchmarks } from './push/push-benchmarks';
import { queueBenchmarks } from './queue/queue-benchmarks';
import { scaleOutBenchmarks } from './scale-out/scale-out-benchmarks';
import { startBenchmarks } from './start/start-benchmarks';

const GROUPS: readonly BenchmarkGroup[] = [
  captureBenchmarks,
  pullBenchmarks,
  pushBenchmarks,
  queueBenchmarks,
  startBenchmarks,
  scaleOutBenchmarks,
  mappingBenchmarks,
];

/** Runs the named groups (all when none is named), prints a table and writes `bench/results.json`. */
export async function runBenchmarks(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !GROUPS.some((group) => group.name === name));
  if (unknown.length > 0) {
    const known = GROUPS.map(({ name }) => name).join(', ');
    throw new Error(`there is no group ${unknown.join(', ')}; there are: ${known}`);
  }
  const groups = wanted.length > 0 ? GROUPS.filter(({ name }) => wanted.includes(name)) : GROUPS;
  const results = await onFreshServer((ground) => runAll(groups, ground));
  await mkdir('bench', { recursive: true });
  await writeFile('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${table(results)}\nWritten to bench/results.json\n`);
}

async function runAll(
  groups: readonly BenchmarkGroup[],
  ground: BenchmarkGround,
): Promise<BenchmarkResult[]> {
  const results: BenchmarkResult[] = [];
  for (const group of groups) results.push(...(await group.run(ground)));
  return results;
}

async function onFreshServer<Result>(use: (ground: BenchmarkGround) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oracle-integration-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  try {
    return await use({
      createDatabase: (name) => createMigratedDatabase(server.url('postgres'), name),
      createEmptyDatabase: (name) => createEmptyDatabase(server.url('postgres'), name),
      say: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    await server.stop();
    await removeDataFolder(dataDir);
  }
}

function table(results: readonly BenchmarkResult[]): string {
  const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
  const rows = results.map(({ name, value, unit, rivals, ceiling }) => [
    name,
    `${number(value)} ${unit}`,
    rivals
      .map((rival) => `${rival.name} ${number(rival.value)} (×${(value / rival.value).toFixed(1)})`)
      .join(', ') || '–',
    `${ceiling.name} ${number(ceiling.value)}`,
    (value / ceiling.value).toFixed(2),
  ]);
  const all = [['benchmark', 'ours', 'rivals', 'ceiling', 'of ceiling'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
