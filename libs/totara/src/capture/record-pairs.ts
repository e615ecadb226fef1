import type { LearnerCourse, LedgerService, Noticed, RecordingResult } from '@oracle-integration/completions';
import { CAPTURE_BATCH, type CaptureStep } from './capture-step';

/** Makes the ledger agree with what the site holds about these learners and courses now, batch by batch. */
export async function recordPairs(
  ledger: LedgerService,
  { reader, siteId }: Pick<CaptureStep, 'reader' | 'siteId'>,
  pairs: readonly LearnerCourse[],
  noticed: Noticed,
): Promise<RecordingResult> {
  const total: RecordingResult = { added: 0, revised: 0, queued: 0 };
  for (let start = 0; start < pairs.length; start += CAPTURE_BATCH) {
    const observations = await reader.observe(pairs.slice(start, start + CAPTURE_BATCH));
    const { added, revised, queued } = await ledger.record(siteId, observations, noticed);
    total.added += added;
    total.revised += revised;
    total.queued += queued;
  }
  return total;
}
