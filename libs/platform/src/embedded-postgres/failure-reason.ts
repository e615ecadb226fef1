import type { EmbeddedPostgresReason } from './embedded-postgres.errors';

export interface FailureReason {
  reason: EmbeddedPostgresReason;
  message: string;
}

interface KnownFailure {
  pattern: RegExp;
  explain: (match: RegExpMatchArray, place: string) => FailureReason;
}

const USE_OWN_SERVER = 'or set DATABASE_URL to a PostgreSQL server of your own';

/** What the loader, `initdb` and `postgres` print (messages are in English: they run with `LC_ALL=C`). */
const KNOWN_FAILURES: readonly KnownFailure[] = [
  {
    pattern: /error while loading shared libraries: ([^:\s]+):/,
    explain: ([, library]) => ({
      reason: 'LIBRARY_MISSING',
      message: `The embedded PostgreSQL needs the system library ${library}, which is not installed here; install it with the system's package manager ${USE_OWN_SERVER}.`,
    }),
  },
  {
    pattern: /Library not loaded: (\S+)/,
    explain: ([, library]) => ({
      reason: 'LIBRARY_MISSING',
      message: `The embedded PostgreSQL needs the system library ${library}, which is not installed here; install it ${USE_OWN_SERVER}.`,
    }),
  },
  {
    pattern: /version [`'](\S+)' not found \(required by/,
    explain: ([, version]) => ({
      reason: 'LIBRARY_MISSING',
      message: `The embedded PostgreSQL needs ${version} of the system's C library, and this system is older; use a newer system ${USE_OWN_SERVER}.`,
    }),
  },
  {
    pattern: /No space left on device|HINT: +Check free disk space/,
    explain: (_match, place) => ({
      reason: 'DISK_FULL',
      message: `The disk that holds ${place} is full; free some space (1 GB is plenty to start) or choose another DATA_DIR.`,
    }),
  },
  {
    pattern: /could not map anonymous shared memory|could not create shared memory segment/,
    explain: () => ({
      reason: 'START_FAILED',
      message: `The embedded PostgreSQL got no shared memory (it needs 300 MB); give this machine or container more memory ${USE_OWN_SERVER}.`,
    }),
  },
  {
    pattern:
      /could not locate a valid checkpoint record|invalid checkpoint record|incorrect checksum in control file/,
    explain: (_match, place) => ({
      reason: 'CLUSTER_BROKEN',
      message: `The database in ${place} is damaged (PostgreSQL finds no valid checkpoint in it); restore it from a backup, or move it away to begin with an empty one.`,
    }),
  },
];

/**
 * Turns what `initdb` or `postgres` printed before it gave up into one sentence.
 *
 * @param output the last lines of its output
 * @param place the cluster folder, named in the sentence
 * @returns undefined when the output holds no failure that we know
 */
export function knownFailure(output: string, place: string): FailureReason | undefined {
  for (const { pattern, explain } of KNOWN_FAILURES) {
    const match = output.match(pattern);
    if (match) return explain(match, place);
  }
  return undefined;
}

/** Another process took the free port between our look and PostgreSQL's bind. */
export function isPortTaken(output: string): boolean {
  return /could not bind IPv4 address .*: Address already in use/.test(output);
}

/**
 * The postmaster was killed, and one of its backends still works off its last statement.
 *
 * PostgreSQL refuses to start beside it (two writers would ruin the data); it is gone within moments.
 */
export function isOldBackendAlive(output: string): boolean {
  return /pre-existing shared memory block .* is still in use/.test(output);
}
