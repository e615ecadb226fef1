export interface Figure {
  readonly name: string;
  readonly value: number;
}

/** One measured line: ours, beside its rivals and its ceiling in the same run. */
export interface BenchmarkResult extends Figure {
  readonly unit: string;
  readonly rivals: readonly Figure[];
  readonly ceiling: Figure;
  /** One plain sentence for the page: what was done, and beside whom. */
  readonly says: string;
  /** For what is better when there is less of it, such as time and memory. */
  readonly isLessBetter?: boolean;
}

/**
 * How much of everything: `quick` for the whole in ten minutes, `full` for stores as large as those of the largest
 * sites.
 */
export type Scale = 'quick' | 'full';

/** What a database is filled with; what bears the same name is made once a run and copied from then on. */
export interface DatabaseContent {
  readonly name: string;
  fill(url: string): Promise<void>;
}

/** What every benchmark may use. */
export interface BenchmarkGround {
  readonly scale: Scale;
  /** A fresh database with the service's schema. */
  createDatabase(name: string): Promise<string>;
  /** One with something in it: a copy of what another benchmark of this run has filled, where there is one. */
  createFilledDatabase(name: string, content: DatabaseContent): Promise<string>;
  /** A fresh database with nothing in it. */
  createEmptyDatabase(name: string): Promise<string>;
  say(line: string): void;
}

export interface BenchmarkGroup {
  readonly name: string;
  /** A heading of the page. */
  readonly title: string;
  run(ground: BenchmarkGround): Promise<BenchmarkResult[]>;
}

/** How good ours is beside another: 2 is twice as good, of speeds as of times. */
export function ratioOf({ value, isLessBetter }: BenchmarkResult, other: Figure): number {
  return isLessBetter === true ? other.value / value : value / other.value;
}

/** The middle one: on shared machines single figures wander. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The figure that so great a part of all does not exceed. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function perSecond(count: number, ms: number): number {
  return count / (ms / 1000);
}

/** A size within the name of a benchmark: 1M, 200k. */
export function short(count: number): string {
  return count % 1_000_000 === 0 ? `${count / 1_000_000}M` : `${count / 1_000}k`;
}

/** A size within a sentence: 1,000,000. */
export function long(count: number): string {
  return count.toLocaleString('en');
}
