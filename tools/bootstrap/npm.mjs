import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { workspaceRoot } from './workspace.mjs';

/**
 * Runs the npm that called us, else the one on the path.
 *
 * @param {string[]} args
 * @returns {Promise<{ code: number | string | null, output: string, stdout: string }>}
 */
export function npm(args) {
  const caller = process.env.npm_execpath;
  const isNpm = caller !== undefined && basename(caller) === 'npm-cli.js';
  const [program, ...before] = isNpm ? [process.execPath, caller] : ['npm'];
  return new Promise((resolve) => {
    const child = spawn(program, [...before, ...args], {
      cwd: workspaceRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk.toString('utf8');
      output += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk) => (output += chunk.toString('utf8')));
    child.on('error', (error) =>
      resolve({ code: error.code, output: `${output}\n${error.message}`, stdout }),
    );
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output, stdout }));
  });
}
