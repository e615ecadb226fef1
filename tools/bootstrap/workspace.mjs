import { resolve } from 'node:path';

export const workspaceRoot = resolve(import.meta.dirname, '../..');

/** The path of something in the repository. */
export function inWorkspace(...parts) {
  return resolve(workspaceRoot, ...parts);
}

/** The script of an installed program, where npm links it whatever its package looks like inside. */
export function program(name) {
  return inWorkspace('node_modules', '.bin', name);
}

/** A refusal in one sentence, fit to be shown as it is. */
export class CommandFailure extends Error {
  name = 'CommandFailure';
}
