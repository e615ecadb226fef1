export interface Figure {
  readonly name: string;
  readonly value: number;
}

/** One measured line: ours, beside its rivals and its ceiling in the same run. */
export interface BenchmarkResult extends Figure {
  readonly unit: string;
  readonly rivals: readonly Figure[];
  readonly ceiling: Figure;
}

/** What every benchmark may use. */
export interface BenchmarkGround {
  /** A fresh database with the service's schema. */
  createDatabase(name: string): Promise<string>;
  /** A fresh database with nothing in it. */
  createEmptyDatabase(name: string): Promise<string>;
  say(line: string): void;
}

export interface BenchmarkGroup {
  readonly name: string;
  run(ground: BenchmarkGround): Promise<BenchmarkResult[]>;
}

/** The middle one: on shared machines single figures wander. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
