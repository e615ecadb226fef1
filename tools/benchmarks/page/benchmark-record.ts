import { existsSync, readFileSync } from 'node:fs';
import type { BenchmarkResult, Scale } from '../benchmark';
import type { SoakResult } from '../soak/soak-result';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly disk: string;
  readonly kernel: string;
  readonly node: string;
  readonly postgres: string;
  /** Average of the minute before; below half a core nothing else ran to speak of. */
  readonly loadBefore: number;
}

/** What is told of every run. */
export interface RunHead {
  readonly at: string;
  readonly commit: string;
  readonly machine: Machine;
}

export interface GroupRecord {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly results: readonly BenchmarkResult[];
}

export interface RunRecord extends RunHead {
  readonly scale: Scale;
  readonly groups: readonly GroupRecord[];
}

export interface SoakRecord extends RunHead {
  readonly result: SoakResult;
}

/** `docs/benchmarks.json`: what the page is made of. A run of the one leaves the other as it was. */
export interface BenchmarkRecord {
  readonly run?: RunRecord;
  readonly soak?: SoakRecord;
}

export function readRecord(file: string): BenchmarkRecord {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchmarkRecord) : {};
}
