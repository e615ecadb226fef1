import { type BenchmarkResult, ratioOf } from '../benchmark';
import { readable } from '../results-table';
import type { BenchmarkRecord, GroupRecord, RunRecord } from './benchmark-record';
import { machineLines } from './machine-lines';
import { soakSection } from './soak-section';

const HEAD = `# Benchmarks

Written by \`npm run bench\`; do not edit. Each figure stands beside a **rival** (how it is commonly done) and a **ceiling** (what the machine could do at best), both measured in the same run and on the same data. A ratio above 1 means that ours is better: twice as fast is ×2, for times and memory as well. \`npm run bench -- pull\` runs one group, \`--full\` takes stores of millions, \`npm run bench soak\` the soak.
`;

/** `docs/benchmarks.md`, from what was measured. */
export function benchmarksPage({ run, soak }: BenchmarkRecord): string {
  const sections = [HEAD];
  if (run) sections.push(machineSection(run), ...run.groups.map(groupSection));
  if (soak) sections.push(soakSection(soak));
  return sections.join('\n');
}

function machineSection(run: RunRecord): string {
  const seconds = run.groups.reduce((sum, group) => sum + group.seconds, 0);
  return `## Measured on

${machineLines(run)}
- The whole took ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s${run.scale === 'full' ? ', with stores of millions (`--full`)' : ''}. Everything ran on this one machine: PostgreSQL, the service, the stand-in for Oracle and whoever measures.
`;
}

function groupSection({ title, name, seconds, results }: GroupRecord): string {
  return `## ${title}

| \`${name}\` | Ours | Rival | Ceiling | Of the ceiling |
| --- | --- | --- | --- | --- |
${results.map(row).join('\n')}

${results.map(({ name: line, says }) => `- \`${line}\`: ${says}`).join('\n')}

Took ${Math.round(seconds)} s.
`;
}

function row(result: BenchmarkResult): string {
  const rivals = result.rivals.map(
    (rival) => `${rival.name}: ${readable(rival.value)} (×${readable(ratioOf(result, rival))})`,
  );
  const cells = [
    `\`${result.name}\``,
    `${readable(result.value)} ${result.unit}`,
    rivals.join('<br>') || 'none',
    `${result.ceiling.name}: ${readable(result.ceiling.value)}`,
    ratioOf(result, result.ceiling).toFixed(2),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
