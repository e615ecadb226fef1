import type { RawEnvironment } from '@oracle-integration/platform';
import { createScratchSite, type ScratchSite, type TotaraLocation } from '@oracle-integration/testing';
import { type CaptureDatabase, createCaptureDatabase } from './capture-database';
import { type CaptureProcess, startCaptureProcess } from './capture-process';

/** A site, our database, and any number of processes that read the one into the other. */
export interface CaptureRig extends CaptureDatabase {
  readonly scratch: ScratchSite;
  /** Starts a process; variables given replace those of the rig. */
  process(raw?: RawEnvironment): CaptureProcess;
}

/** A site whose time is that of the clock. */
export function createSite(location: TotaraLocation = {}): Promise<ScratchSite> {
  return createScratchSite(Math.floor(Date.now() / 1000), location);
}

/** Everything for one test; nothing of it is shared with another. Times of the site are those of the clock. */
export async function createCaptureRig(location: TotaraLocation = {}): Promise<CaptureRig> {
  const scratch = await createSite(location);
  const rig = await createCaptureRigOn(scratch);
  return {
    ...rig,
    drop: async () => {
      await rig.drop();
      await scratch.drop();
    },
  };
}

/** The same on a site that is there already, and stays. */
export async function createCaptureRigOn(scratch: ScratchSite): Promise<CaptureRig> {
  const database = await createCaptureDatabase();
  const { schema, prefix } = scratch.site.location;
  const processes: CaptureProcess[] = [];
  return {
    ...database,
    scratch,
    process: (raw = {}) => {
      const place = {
        TOTARA_DATABASE_URL: scratch.url,
        TOTARA_SCHEMA: schema,
        TOTARA_TABLE_PREFIX: prefix,
      };
      const started = startCaptureProcess(database, { ...place, ...raw });
      processes.push(started);
      return started;
    },
    drop: async () => {
      for (const process of processes) await process.stop();
      await database.drop();
    },
  };
}
