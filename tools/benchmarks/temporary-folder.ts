import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder } from '@oracle-integration/platform';
import { rememberToUndo } from './left-behind';

/** A data folder that is gone afterwards, also when the run is interrupted. */
export async function withDataFolder<Result>(
  name: string,
  use: (dataDir: string) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), `oracle-integration-${name}-`));
  const forget = rememberToUndo(() => removeDataFolder(dataDir));
  try {
    return await use(dataDir);
  } finally {
    await removeDataFolder(dataDir);
    forget();
  }
}
