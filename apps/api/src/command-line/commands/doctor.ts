import type { Command } from 'commander';
import { examine } from '../doctor/examine';
import { type Finding, FindingResult } from '../doctor/finding';
import type { Bench } from '../program';
import { ExitCode, type Report } from '../terminal';

const MARKS: Readonly<Record<FindingResult, string>> = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'failed ',
};

export function addDoctorCommand(program: Command, { terminal, say }: Bench): void {
  program
    .command('doctor')
    .description(
      'looks at everything the service stands on, and says what to do; exit code 1 when something failed',
    )
    .option('--strict', 'exit code 1 for warnings too')
    .action(async ({ strict = false }: { strict?: boolean }) =>
      say(reportOf(await examine(terminal), strict)),
    );
}

function reportOf(findings: readonly Finding[], isStrict: boolean): Report {
  const count = (result: FindingResult) => findings.filter((finding) => finding.result === result).length;
  const counts = { ok: count('ok'), warnings: count('warning'), failed: count('failed') };
  const isBad = counts.failed > 0 || (isStrict && counts.warnings > 0);
  return {
    data: { ...counts, findings },
    lines: [
      ...findings.flatMap(({ result, name, detail, action }) => [
        `${MARKS[result]}  ${name}: ${detail}`,
        ...(action === null ? [] : [`         → ${action}`]),
      ]),
      `${counts.ok} ok, ${counts.warnings} ${counts.warnings === 1 ? 'warning' : 'warnings'}, ${counts.failed} failed.`,
    ],
    exitCode: isBad ? ExitCode.Failed : ExitCode.Ok,
  };
}
