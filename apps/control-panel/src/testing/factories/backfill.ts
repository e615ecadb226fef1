import { BackfillState, type BackfillView } from '@oracle-integration/contracts';

/** A dry run that has found 1,240 completions; the test names what differs. */
export function aBackfill(differing: Partial<BackfillView> = {}): BackfillView {
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    site: 'totara.example.com',
    state: BackfillState.Finished,
    criteria: { from: '2025-01-01T00:00:00.000Z', to: null, courseIds: [], userIds: [], everything: false },
    dryRun: true,
    force: false,
    ratePerSecond: 1_000,
    lookedAt: 1_300,
    estimatedTotal: 1_300,
    counts: { new: 1_240, alreadySent: 60, alreadyWaiting: 0, stopped: 0 },
    stopped: [],
    queued: 1_240,
    summary: 'A run would queue 1,240 completions.',
    notices: [],
    failure: null,
    requestedBy: 'hr@example.com',
    createdAt: '2026-02-01T14:00:00.000Z',
    startedAt: '2026-02-01T14:00:01.000Z',
    finishedAt: '2026-02-01T14:00:09.000Z',
    estimatedFinishAt: null,
    ...differing,
  };
}
