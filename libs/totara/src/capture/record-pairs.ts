import type {
  LearnerCourse,
  LedgerService,
  Noticed,
  RecordingResult,
  WholePicture,
} from '@oracle-integration/completions';
import type { TotaraReader } from '../reader/totara-reader';
import { CAPTURE_BATCH } from './capture-step';
import { handledLater } from './handled-later';

/** Where completions are read, and where they are recorded. */
export interface RecordedSite {
  readonly siteId: string;
  readonly reader: Pick<TotaraReader, 'observe'>;
  readonly ledger: Pick<LedgerService, 'record'>;
}

/**
 * Makes the ledger agree with what the site holds about these learners and courses now, batch by batch. While one batch
 * is written the next one is compared with the ledger and the one after that is read: the site's database, ours and this
 * process work at the same time.
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
  const record = async (pictures: readonly WholePicture[]) => {
    const { added, revised, queued } = await ledger.record(siteId, pictures, noticed);
    total.added += added;
    total.revised += revised;
    total.queued += queued;
    onRecorded(pictures);
  };
  const read = (start: number) => handledLater(reader.observe(pairs.slice(start, start + CAPTURE_BATCH)));
  let coming = read(0);
  let recording = Promise.resolve();
  try {
    for (let start = 0; start < pairs.length; start += CAPTURE_BATCH) {
      const pictures = await coming;
      coming = read(start + CAPTURE_BATCH);
      const before = recording;
      recording = handledLater(record(pictures));
      await before;
    }
    await recording;
  } finally {
    // Whoever stops here does not want what was being read, and must not go on beside what is being recorded.
    await Promise.allSettled([coming, recording]);
  }
  return total;
}
