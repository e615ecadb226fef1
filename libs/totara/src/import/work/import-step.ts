import type { ImportMapping } from '@oracle-integration/contracts';
import type { TotaraReader } from '../../reader/totara-reader';
import type { RowReader } from '../row/row-reader';

/** What every part of the work on one import goes by. */
export interface ImportStep {
  readonly importId: string;
  readonly siteId: string;
  readonly mapping: ImportMapping;
  readonly rows: RowReader;
  /** The site's database; `undefined` where we may not read it. */
  readonly site: TotaraReader | undefined;
  /** Whether unknown people and courses get their numbers now; a check gives none. */
  readonly assignsNumbers: boolean;
}

/** Rows worked on at once: as many as the ledger takes, and as the site is asked for. */
export const IMPORT_BATCH = 1000;
