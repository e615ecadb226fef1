import { describeError, RequestInvalidError } from '@oracle-integration/platform';
import { CommanderError } from 'commander';
import { UsageError } from './command-line.errors';
import { buildProgram } from './program';
import { ExitCode, type Report, type Terminal } from './terminal';

/** Runs one command to its end; answers the exit code. Never throws. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Ok;
  const program = buildProgram(terminal, (report, isJson) => {
    print(report, isJson, terminal);
    exitCode = report.exitCode ?? ExitCode.Ok;
  });
  // A reader that has seen enough (head) closes the pipe: no failure of ours.
  terminal.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Its own words are printed already: help, or what it did not understand.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Ok : ExitCode.Usage;
    terminal.stderr.write(`${describeError(error)}\n`);
    return error instanceof UsageError || error instanceof RequestInvalidError
      ? ExitCode.Usage
      : ExitCode.Failed;
  }
}

function print({ data, lines }: Report, isJson: boolean, { stdout }: Terminal): void {
  if (isJson) stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  else if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
}
