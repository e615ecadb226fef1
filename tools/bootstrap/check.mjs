import { auditDependencies } from './audit.mjs';
import { ensureBuilt, runNx } from './build.mjs';
import { runQuietly } from './child-process.mjs';
import { checkProjectRules } from './project-rules.mjs';
import { inWorkspace, program } from './workspace.mjs';

/** Each answers whether all is well, what to show when it is not, and perhaps a remark. */
const CHECKS = [
  ['format', () => runQuietly([program('prettier'), '--check', '.'])],
  ['lint', () => runNx(['run-many', '-t', 'lint'])],
  ['types', () => runNx(['run-many', '-t', 'typecheck'])],
  ['project rules', checkRules],
  ['migration drift', checkMigrations],
  ['known vulnerabilities', auditDependencies],
];

/** Runs every check, also after one has failed, and prints one line for each at the end. */
export async function runChecks() {
  const summary = [];
  for (const [name, check] of CHECKS) {
    const started = performance.now();
    const { ok, output, remark } = await check();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (!ok) {
      console.log(`\n--- ${name} ---\n${output.trim()}\n`);
      process.exitCode = 1;
    }
    summary.push(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${remark ? `: ${remark}` : ''}`);
  }
  console.log(summary.join('\n'));
}

async function checkRules() {
  const problems = await checkProjectRules();
  return { ok: problems.length === 0, output: problems.join('\n') };
}

async function checkMigrations() {
  try {
    await ensureBuilt(['api']);
  } catch (error) {
    if (error.name !== 'CommandFailure') throw error;
    return { ok: false, output: error.message };
  }
  return runQuietly([inWorkspace('dist', 'apps', 'api', 'check-migrations.js')]);
}
