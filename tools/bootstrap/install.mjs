import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { excerpt } from './child-process.mjs';
import { exclusively } from './exclusively.mjs';
import { npm } from './npm.mjs';
import { CommandFailure, inWorkspace, workspaceRoot } from './workspace.mjs';

const stampFile = inWorkspace('node_modules', '.oracle-integration-lock');

/** Installs the locked dependencies when they are missing or stale. Costs about 2 ms when they are not. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await exclusively(
    'install',
    'Another command is installing the dependencies; waiting for it…',
    async () => {
      if (isInstalled()) return;
      if (!isSameAsLocked()) await install();
      writeFileSync(stampFile, expectedStamp());
    },
  );
}

function isInstalled() {
  return readIfThere(stampFile) === expectedStamp();
}

/** Packages with programs in them differ by platform: a folder carried to another machine is stale. */
function expectedStamp() {
  const lock = readFileSync(inWorkspace('package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** Whether somebody has run `npm ci` or `npm install` by hand: npm leaves a record of what it installed. */
function isSameAsLocked() {
  const record = readIfThere(inWorkspace('node_modules', '.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages ?? {};
  const locked = JSON.parse(readFileSync(inWorkspace('package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === wanted.version : isForOtherMachines(wanted);
  });
}

function isForOtherMachines({ os, cpu, libc, optional }) {
  const excludes = (list, value) => list !== undefined && !list.includes(value);
  return (
    optional === true && (excludes(os, process.platform) || excludes(cpu, process.arch) || libc !== undefined)
  );
}

async function install() {
  console.error('Installing dependencies…');
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error']);
  if (code === 0) return;
  throw new CommandFailure(
    `${excerpt(output, 24)}\nThe dependencies could not be installed (npm ci ended with ${code}, its output is above); see that the npm registry can be reached and that ${workspaceRoot} can be written to, then try again.`,
  );
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
