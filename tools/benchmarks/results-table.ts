import { type BenchmarkResult, ratioOf } from './benchmark';

/** A figure as people read it. */
export function readable(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** What whoever ran it sees at the end. */
export function resultsTable(results: readonly BenchmarkResult[]): string {
  const rows = results.map((result) => [
    result.name,
    `${readable(result.value)} ${result.unit}`,
    result.rivals
      .map((rival) => `${rival.name} ${readable(rival.value)} (×${ratioOf(result, rival).toFixed(1)})`)
      .join(', ') || '–',
    `${result.ceiling.name} ${readable(result.ceiling.value)}`,
    ratioOf(result, result.ceiling).toFixed(2),
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
