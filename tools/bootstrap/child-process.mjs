import { spawn } from 'node:child_process';
import { workspaceRoot } from './workspace.mjs';

/**
 * Runs a Node script to its end and keeps its output.
 *
 * @param {string[]} args the script and its arguments
 * @param {Record<string, string>} [env] added to our own environment
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runQuietly(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: workspaceRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk) => (output += chunk.toString('utf8'));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Runs a Node script on our own terminal and ends as it ends: same exit code, same signal.
 *
 * A Ctrl-C reaches the child by the terminal; we only wait for it. Signals sent to us alone are handed on.
 */
export function runInPlace(args) {
  const child = spawn(process.execPath, args, { cwd: workspaceRoot, stdio: 'inherit' });
  const handOn = (signal) => child.kill(signal);
  const wait = () => undefined;
  process.on('SIGINT', process.stdin.isTTY ? wait : handOn);
  process.on('SIGTERM', handOn);
  process.on('SIGHUP', handOn);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
      if (signal) process.kill(process.pid, signal);
      else process.exitCode = code ?? 1;
      resolve();
    });
  });
}

/** The first and the last lines of an output: npm says at its beginning what went wrong, compilers at the end. */
export function excerpt(output, lines = 40) {
  const all = output.trim().split('\n');
  if (all.length <= lines) return all.join('\n');
  return [...all.slice(0, lines / 2), '…', ...all.slice(-lines / 2)].join('\n');
}
