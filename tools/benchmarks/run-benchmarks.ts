import { mkdir, writeFile } from 'node:fs/promises';
import { onFreshServer, type BenchServer } from './bench-server';
import type { BenchmarkGroup, BenchmarkResult, Scale } from './benchmark';
import { captureBenchmarks } from './capture/capture-benchmarks';
import { mappingBenchmarks } from './mapping/mapping-benchmarks';
import { memoryBenchmarks } from './memory/memory-benchmarks';
import type { BenchOptions } from './options';
import { overviewBenchmarks } from './overview/overview-benchmarks';
import type { GroupRecord, RunRecord } from './page/benchmark-record';
import { describeCommit, describeMachine } from './page/machine';
import { writePage } from './page/write-page';
import { pullBenchmarks } from './pull/pull-benchmarks';
import { pushBenchmarks } from './push/push-benchmarks';
import { queueBenchmarks } from './queue/queue-benchmarks';
import { resultsTable } from './results-table';
import { scaleOutBenchmarks } from './scale-out/scale-out-benchmarks';
import { startBenchmarks } from './start/start-benchmarks';

const GROUPS: readonly BenchmarkGroup[] = [
  captureBenchmarks,
  queueBenchmarks,
  overviewBenchmarks,
  pushBenchmarks,
  pullBenchmarks,
  startBenchmarks,
  scaleOutBenchmarks,
  mappingBenchmarks,
  memoryBenchmarks,
];

const RESULTS = 'bench/results.json';

/** Runs the named groups (all when none is named), prints a table, writes the results and perhaps the page. */
export async function runBenchmarks({ groups, scale, writesPage }: BenchOptions): Promise<void> {
  const run = await onFreshServer((server) => runGroups(chosen(groups), server, scale));
  const results = run.groups.flatMap((group) => group.results);
  await mkdir('bench', { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  if (writesPage) await writePage({ run });
  say(`${resultsTable(results)}\n${timesOf(run.groups)}`);
  say(`Written to ${RESULTS}${writesPage ? ' and docs/benchmarks.md' : ''}`);
}

function chosen(names: readonly string[]): readonly BenchmarkGroup[] {
  const unknown = names.filter((name) => !GROUPS.some((group) => group.name === name));
  if (unknown.length > 0) {
    const known = [...GROUPS.map(({ name }) => name), 'soak'].join(', ');
    throw new Error(`there is no group ${unknown.join(', ')}; there are: ${known} (a soak runs alone)`);
  }
  return names.length > 0 ? GROUPS.filter(({ name }) => names.includes(name)) : GROUPS;
}

async function runGroups(
  groups: readonly BenchmarkGroup[],
  server: BenchServer,
  scale: Scale,
): Promise<RunRecord> {
  const head = {
    at: new Date().toISOString(),
    commit: describeCommit(),
    machine: describeMachine(server.version),
    scale,
  };
  const records: GroupRecord[] = [];
  for (const group of groups) records.push(await runGroup(group, server, scale));
  return { ...head, groups: records };
}

async function runGroup(
  group: BenchmarkGroup,
  { databases }: BenchServer,
  scale: Scale,
): Promise<GroupRecord> {
  const began = performance.now();
  const results: BenchmarkResult[] = await group.run({
    scale,
    createDatabase: (name) => databases.createMigrated(name),
    createFilledDatabase: (name, content) => databases.createFilled(name, content),
    createEmptyDatabase: (name) => databases.createEmpty(name),
    say,
  });
  await databases.dropCreated();
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  say(`${group.name}: took ${seconds.toFixed(0)} s`);
  return { name: group.name, title: group.title, seconds, results };
}

function timesOf(groups: readonly GroupRecord[]): string {
  const total = groups.reduce((sum, { seconds }) => sum + seconds, 0);
  const each = groups.map(({ name, seconds }) => `${name} ${seconds.toFixed(0)}`).join(', ');
  return `Seconds: ${each}; ${total.toFixed(0)} in all`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
