import type { Scale } from './benchmark';

/** What somebody asks of `npm run bench`. */
export interface BenchOptions {
  /** Names of groups; none for all. */
  readonly groups: readonly string[];
  readonly scale: Scale;
  /** Whether `docs/benchmarks.md` is written: after a whole run, or when asked for. */
  readonly writesPage: boolean;
  /** How long a soak takes. */
  readonly minutes: number;
}

const SOAK_MINUTES = 10;

/**
 * @param args what follows the command
 * @throws Error with a sentence for whoever typed it
 */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const groups = args.filter((arg) => !arg.startsWith('-'));
  const flags = args.filter((arg) => arg.startsWith('-'));
  const unknown = flags.filter((flag) => !/^--(full|page|minutes=.*)$/.test(flag));
  if (unknown.length > 0) {
    throw new Error(`there is no ${unknown.join(', ')}; there are: --full, --page, --minutes=10 (of a soak)`);
  }
  return {
    groups,
    scale: flags.includes('--full') ? 'full' : 'quick',
    writesPage: groups.length === 0 || flags.includes('--page'),
    minutes: readMinutes(flags.find((flag) => flag.startsWith('--minutes='))),
  };
}

function readMinutes(flag: string | undefined): number {
  if (flag === undefined) return SOAK_MINUTES;
  const minutes = Number(flag.slice('--minutes='.length));
  if (!Number.isInteger(minutes) || minutes < 2 || minutes > 24 * 60) {
    throw new Error(
      `${flag} must be a whole number of minutes from 2 to 1440: the first is not judged, it warms up`,
    );
  }
  return minutes;
}
