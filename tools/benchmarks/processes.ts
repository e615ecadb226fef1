import { type RunningProcess, startProcess as start } from '@oracle-integration/testing';
import { rememberToUndo } from './left-behind';

const END_LIMIT_MS = 12_000;

/** Starts a built entry of `dist` that does not outlive the run, also when the run is interrupted. */
export function startProcess(entry: string, environment: Record<string, string>): RunningProcess {
  const process = start(entry, environment);
  const forget = rememberToUndo(async () => {
    // A service with a PostgreSQL of its own stops it; only what hangs is killed.
    const limit = setTimeout(() => void process.end('SIGKILL'), END_LIMIT_MS);
    await process.end();
    clearTimeout(limit);
  });
  void process.ended().then(forget);
  return process;
}
