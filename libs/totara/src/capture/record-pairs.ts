import type { LearnerCourse, LedgerService, Noticed } from '@oracle-integration/completions';
import { CAPTURE_BATCH, type CaptureStep } from './capture-step';

/** Makes the ledger agree with what the site holds about these learners and courses now, batch by batch. */
export async function recordPairs(
  ledger: LedgerService,
  { reader, siteId }: CaptureStep,
  pairs: readonly LearnerCourse[],
  noticed: Noticed,
): Promise<void> {
  for (let start = 0; start < pairs.length; start += CAPTURE_BATCH) {
    const observations = await reader.observe(pairs.slice(start, start + CAPTURE_BATCH));
    await ledger.record(siteId, observations, noticed);
  }
}
