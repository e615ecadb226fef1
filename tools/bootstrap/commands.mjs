import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ALL_PROJECTS, ensureBuilt } from './build.mjs';
import { runInPlace } from './child-process.mjs';
import { ensureInstalled } from './install.mjs';
import { CommandFailure, inWorkspace, program } from './workspace.mjs';

/** What each command needs built, and how it runs then. */
const COMMANDS = {
  start: { projects: ['api', 'control-panel'], run: () => runHere('dist/apps/api/main.js') },
  'oracle-integration': { projects: ['api'], run: (args) => runHere('dist/apps/api/cli.js', args) },
  'rotate-secrets': { projects: ['api'], run: () => runHere('dist/apps/api/rotate-secrets.js') },
  demo: { projects: ALL_PROJECTS, run: (args) => runHere('dist/tools/demo.js', args) },
  bench: { projects: ALL_PROJECTS, run: (args) => runHere('dist/tools/bench.js', args) },
  chaos: { projects: ALL_PROJECTS, run: runChaos },
  'oracle-sandbox': {
    projects: ['oracle-sandbox'],
    run: (args) => runHere('dist/apps/oracle-sandbox/main.js', args),
  },
  'totara-sandbox': {
    projects: ['totara-sandbox'],
    run: (args) => runHere('dist/apps/totara-sandbox/main.js', args),
  },
  screenshots: { projects: ALL_PROJECTS, run: takeScreenshots },
  test: { projects: ALL_PROJECTS, run: runTests },
  check: { projects: [], run: async () => (await import('./check.mjs')).runChecks() },
  dev: { projects: [], run: async () => (await import('./dev.mjs')).runDev() },
};

/**
 * @param {string | undefined} name
 * @param {string[]} args what follows the command's name
 */
export async function runCommand(name, args) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) {
    throw new CommandFailure(
      `Usage: node tools/bootstrap.mjs <${Object.keys(COMMANDS).join(' | ')}> [arguments]`,
    );
  }
  await ensureInstalled();
  await ensureBuilt(command.projects);
  await command.run(args);
}

/** In this very process: signals and exit codes need nobody to carry them. */
async function runHere(file, args = []) {
  const path = inWorkspace(file);
  process.env.NODE_ENV ??= 'production';
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}

/** Photographs every screen, and examines it, into the folder that is named. */
function takeScreenshots([folder = 'docs/images/screens'] = []) {
  process.env.SCREENSHOTS_DIR = inWorkspace(folder);
  return runTests(['apps/control-panel-e2e/src/screens.e2e-spec.ts']);
}

/**
 * Does harm to running processes and judges what is left: one long round, or as many as `--rounds=3` says, in the
 * order of `--seed=42`; `--short` is what `npm test` does.
 */
function runChaos(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
    },
  });
  const isNumber = (text) => /^[1-9]\d{0,8}$/.test(text);
  if (!isNumber(values.rounds) || !isNumber(values.seed)) {
    throw new CommandFailure('Usage: npm run chaos -- [--short] [--rounds=1] [--seed=42]');
  }
  if (!values.short) process.env.CHAOS_ROUNDS = values.rounds;
  process.env.CHAOS_SEED = values.seed;
  const length = values.short ? 'some two minutes' : `some ${Number(values.rounds) * 8} minutes`;
  console.log(`Chaos for ${length}; --seed=${values.seed} repeats the order.`);
  return runTests([
    '-w',
    '1',
    'apps/api-e2e/src/chaos.e2e-spec.ts',
    'apps/api-e2e/src/disk-full.e2e-spec.ts',
  ]);
}

function runTests(args) {
  return runInPlace(['--experimental-vm-modules', '--no-warnings', program('jest'), ...args]);
}
