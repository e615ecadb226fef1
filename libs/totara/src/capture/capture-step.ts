import type { Settings } from '@oracle-integration/settings';
import type { TotaraReader } from '../reader/totara-reader';

/** What every part of a capture works with. */
export interface CaptureStep {
  readonly siteId: string;
  readonly reader: TotaraReader;
  readonly history: Settings['pushHistory'];
  /** Renews the lease; false when the process stops or another one reads the site now. */
  mayGoOn(): Promise<boolean>;
}

/** Rows read from Totara and folded into the ledger at once: the knee of the curve, and some 2 MB of memory. */
export const CAPTURE_BATCH = 1000;
