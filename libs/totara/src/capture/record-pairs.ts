import type {
  LearnerCourse,
  LedgerService,
  Noticed,
  RecordingResult,
  WholePicture,
} from '@oracle-integration/completions';
import type { TotaraReader } from '../reader/totara-reader';
import { CAPTURE_BATCH } from './capture-step';

/** Where completions are read, and where they are recorded. */
export interface RecordedSite {
  readonly siteId: string;
  readonly reader: Pick<TotaraReader, 'observe'>;
  readonly ledger: Pick<LedgerService, 'record'>;
}

/**
 * Makes the ledger agree with what the site holds about these learners and courses now, batch by batch: while one batch
 * is recorded the next one is read.
 *
 * @param pairs each once
 * @param onRecorded is told what is in the ledger now
 */
export async function recordPairs(
  { siteId, reader, ledger }: RecordedSite,
  pairs: readonly LearnerCourse[],
  noticed: Noticed,
  onRecorded: (pictures: readonly WholePicture[]) => void = () => undefined,
): Promise<RecordingResult> {
  const total: RecordingResult = { added: 0, revised: 0, queued: 0 };
  const read = (start: number) => {
    const reading = reader.observe(pairs.slice(start, start + CAPTURE_BATCH));
    // Awaited only after the batch before is recorded; until then a failure must not count as one that nobody handles.
    reading.catch(() => undefined);
    return reading;
  };
  let coming = read(0);
  for (let start = 0; start < pairs.length; start += CAPTURE_BATCH) {
    const pictures = await coming;
    coming = read(start + CAPTURE_BATCH);
    try {
      const { added, revised, queued } = await ledger.record(siteId, pictures, noticed);
      total.added += added;
      total.revised += revised;
      total.queued += queued;
      onRecorded(pictures);
    } finally {
      // Whoever stops here does not want what was being read, but must not go on beside it.
      await Promise.allSettled([coming]);
    }
  }
  return total;
}
