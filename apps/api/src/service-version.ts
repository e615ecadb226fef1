import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of the package that this file was built into; read once, since nothing else knows it at run time. */
export const SERVICE_VERSION = versionAbove(import.meta.dirname);

function versionAbove(folder: string): string {
  const found = versionIn(join(folder, 'package.json'));
  if (found !== undefined) return found;
  const parent = dirname(folder);
  return parent === folder ? 'unknown' : versionAbove(parent);
}

function versionIn(file: string): string | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
    return name === 'oracle-integration' ? version : undefined;
  } catch {
    // Most folders have none: the next one above is looked at.
    return undefined;
  }
}
