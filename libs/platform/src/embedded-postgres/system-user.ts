import { spawn } from 'node:child_process';
import { describeError } from '../errors/describe-error';
import { EmbeddedPostgresError } from './embedded-postgres.errors';

/** The user that PostgreSQL runs as; undefined where our own user will do. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export interface ProgramResult {
  readonly exitCode: number | null;
  /** stdout and stderr, in the order they came */
  readonly output: string;
}

/** What child processes see of the environment: our own variables hold secrets, and `PG…` ones would mislead. */
export const CLEAN_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

export interface ProgramOptions {
  user?: SystemUser | undefined;
  /** Written to its standard input. */
  input?: string;
}

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @throws the spawn error (`ENOENT`, `EACCES`, `EPERM`) when it cannot be started at all
 */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    // The root folder: a user who may not enter our own working folder could not start in it.
    const child = spawn(file, args, {
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      detached: true,
      ...options.user,
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString('utf8'));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    // A program that ends before it has read its input breaks the pipe; its exit code and output tell why.
    child.stdin.on('error', () => child.stdin.destroy());
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
    child.stdin.end(options.input ?? '');
  });
}

/** Whether we are root, as whom PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The system user `postgres`, created when it is absent. Root only.
 *
 * @throws EmbeddedPostgresError `SYSTEM_USER_UNAVAILABLE`
 */
export async function ensurePostgresUser(log: (line: string) => void): Promise<SystemUser> {
  const present = await findUser('postgres');
  if (present) return present;
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  let failure: unknown;
  try {
    const { exitCode, output } = await runProgram('useradd', [...args, 'postgres']);
    if (exitCode !== 0) failure = new Error(output.trim() || `useradd ended with ${exitCode}`);
  } catch (error) {
    failure = error;
  }
  // Asked again even after a failure: another service may have created it in the same moment.
  const created = await findUser('postgres');
  if (created) {
    if (!failure) log('PostgreSQL does not run as root: the system user postgres was created for it.');
    return created;
  }
  throw new EmbeddedPostgresError(
    'SYSTEM_USER_UNAVAILABLE',
    `PostgreSQL does not run as root, and the system user postgres could not be created (${describeError(failure)}); run this service as an ordinary user, create that user, or set DATABASE_URL to a PostgreSQL server of your own.`,
    { cause: failure },
  );
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => runProgram('id', [flag, name])));
  if (uid?.exitCode !== 0 || gid?.exitCode !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** What a path is needed for, in the words of `test`: enter or execute, or read. */
export type PathNeed = readonly ['-x' | '-r', string];

/**
 * Asks the system, as that user, whether it can use all the paths. Modes alone would not tell: access lists,
 * mount options and every parent folder count too.
 */
export async function canUse(user: SystemUser, needs: readonly PathNeed[]): Promise<boolean> {
  const script = 'while [ $# -gt 0 ]; do test "$1" "$2" || exit 1; shift 2; done';
  try {
    const { exitCode } = await runProgram('/bin/sh', ['-c', script, 'sh', ...needs.flat()], { user });
    return exitCode === 0;
  } catch (error) {
    throw new EmbeddedPostgresError(
      'SYSTEM_USER_UNAVAILABLE',
      `PostgreSQL does not run as root, and this process may not change to the user with the id ${user.uid} (${describeError(error)}); run this service as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause: error },
    );
  }
}
