import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { excerpt, runQuietly } from './child-process.mjs';
import { exclusively } from './exclusively.mjs';
import { CommandFailure, inWorkspace, program, workspaceRoot } from './workspace.mjs';

const stampFile = inWorkspace('dist', '.build-stamp.json');

/** What every build depends on, besides the project's own folder. */
const SHARED_INPUTS = ['libs', 'tools/build', 'tsconfig.base.json', 'package-lock.json'];

/** The projects that are built: their folder and a file that the build leaves. */
const PROJECTS = {
  api: { folder: 'apps/api', output: 'dist/apps/api/main.js' },
  'control-panel': { folder: 'apps/control-panel', output: 'dist/apps/control-panel/index.html' },
  'oracle-sandbox': { folder: 'apps/oracle-sandbox', output: 'dist/apps/oracle-sandbox/main.js' },
  'totara-sandbox': { folder: 'apps/totara-sandbox', output: 'dist/apps/totara-sandbox/main.js' },
  tools: { folder: 'tools', output: 'dist/tools/demo.js' },
};

export const ALL_PROJECTS = Object.keys(PROJECTS);

/**
 * Builds those of the projects whose sources have changed since their last build.
 *
 * @param {string[]} names
 */
export async function ensureBuilt(names) {
  if (stale(names).length === 0) return;
  await exclusively('build', 'Another command is building; waiting for it…', async () => {
    const missing = stale(names);
    if (missing.length === 0) return;
    // Taken before the build: a file that is changed meanwhile makes the result stale again.
    const prints = Object.fromEntries(missing.map((name) => [name, fingerprint(name)]));
    await build(missing);
    mkdirSync(inWorkspace('dist'), { recursive: true });
    writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), ...prints }, null, 2)}\n`);
  });
}

function stale(names) {
  const stamps = readStamps();
  return names.filter((name) => {
    return stamps[name] !== fingerprint(name) || !existsSync(inWorkspace(PROJECTS[name].output));
  });
}

async function build(names) {
  console.error(`Building ${names.join(', ')}…`);
  const { ok, output } = await runNx(['run-many', '-t', 'build', '-p', names.join(',')]);
  if (ok) return;
  throw new CommandFailure(`${excerpt(output, 60)}\nThe build failed (its output is above).`);
}

/** Runs Nx without its background process, which would outlive the command. */
export function runNx(args) {
  return runQuietly([program('nx'), ...args, '--outputStyle=static'], {
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NO_COLOR: '1',
  });
}

function readStamps() {
  if (!existsSync(stampFile)) return {};
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch (error) {
    // Torn by a crash: everything is built again.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** By time and size, not by content: 500 files cost 10 ms. */
function fingerprint(name) {
  const hash = createHash('sha256');
  for (const input of [PROJECTS[name].folder, ...SHARED_INPUTS]) addTo(hash, inWorkspace(input));
  return hash.digest('hex');
}

const IGNORED_FOLDERS = new Set(['node_modules', 'dist', 'data', 'coverage']);
const TEST_FILE = /\.(spec|int-spec|e2e-spec|test)\.tsx?$/;

function addTo(hash, path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    hash.update(`${relative(workspaceRoot, path)} ${stats.mtimeMs} ${stats.size}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) {
    if (!IGNORED_FOLDERS.has(entry) && !TEST_FILE.test(entry)) addTo(hash, join(path, entry));
  }
}
