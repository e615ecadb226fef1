import { cannotRun } from './cluster-creation';
import type { ClusterPlace } from './cluster-place';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { knownFailure } from './failure-reason';
import type { NativeBinaries } from './native-binaries';
import { runProgram } from './system-user';

/**
 * Gives the superuser of a stopped cluster a new password, in PostgreSQL's single-user mode (which asks for none).
 *
 * @param secret letters, digits, `-` and `_` only: it is written into a statement
 */
export async function resetSecret(
  { dir, user }: ClusterPlace,
  { secret, binaries }: { secret: string; binaries: NativeBinaries },
): Promise<void> {
  const input = `ALTER ROLE postgres PASSWORD '${secret}'\n`;
  const { exitCode, output } = await runProgram(binaries.postgres, ['--single', '-D', dir, 'postgres'], {
    user,
    input,
  }).catch((error: unknown) => {
    throw cannotRun(binaries.postgres, error);
  });
  if (exitCode === 0) return;
  const known = knownFailure(output, dir);
  throw new EmbeddedPostgresError(
    known?.reason ?? 'START_FAILED',
    known?.message ??
      `The password of the database in ${dir} could not be set: ${output.trim().split('\n').slice(-5).join(' | ')}`,
    { details: { output } },
  );
}
