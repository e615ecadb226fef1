import { AppSecretFile, parseEnvironment, type RawEnvironment } from '@oracle-integration/platform';
import { type RotationResult, SecretRotationService } from '@oracle-integration/settings';
import type { Command } from 'commander';
import { withContext, commandEnvironment } from '../open-service';
import type { Bench } from '../program';
import { openDatabase, requirePresentSchema } from '../service-database';
import { ExitCode, type Report, type Terminal } from '../terminal';

export function addSecretsCommands(program: Command, { terminal, say }: Bench): void {
  program
    .command('secrets')
    .description('the secrets among the settings')
    .command('rotate')
    .description(
      'seals every stored secret with the present key, while the service runs or stands still; where APP_SECRET is not set, with a new key',
    )
    .action(async () => say(await rotate(terminal)));
}

async function rotate(terminal: Terminal): Promise<Report> {
  const environment = commandEnvironment(terminal);
  const database = await openDatabase(environment, (line) => void terminal.stderr.write(`${line}\n`));
  try {
    await requirePresentSchema(database);
    const file = new AppSecretFile(environment.dataDir);
    const isGenerated = environment.appSecret === undefined && file.read().current !== undefined;
    if (isGenerated) file.replace();
    const result = await withContext(terminal, database, (service) =>
      service.get(SecretRotationService).reseal(),
    );
    // What could be opened with it is sealed with the new one.
    if (isGenerated) file.dropPrevious();
    return reportOf(result, terminal.raw);
  } finally {
    await database.close();
  }
}

function reportOf(result: RotationResult, raw: RawEnvironment): Report {
  const { resealed, current, unreadable } = result;
  const known = resealed.length + current.length;
  const hasPrevious = parseEnvironment(raw).previousAppSecrets.length > 0;
  const lines = [
    known === 0 ? 'No secrets are stored.' : `${known} stored secrets are sealed with the present key.`,
    ...(resealed.length > 0 ? [`Sealed anew: ${resealed.join(', ')}.`] : []),
    ...(hasPrevious && unreadable.length === 0
      ? ['APP_SECRET_PREVIOUS can be taken away from every process now.']
      : []),
    ...(unreadable.length > 0
      ? [
          `These cannot be read with any key given, and were left as they are: ${unreadable.join(', ')}. Set APP_SECRET_PREVIOUS to the key they were stored with and run this again, or enter them anew in Settings.`,
        ]
      : []),
  ];
  return { data: result, lines, exitCode: unreadable.length > 0 ? ExitCode.Failed : ExitCode.Ok };
}
