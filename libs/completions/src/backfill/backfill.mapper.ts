import type { BackfillView } from '@oracle-integration/contracts';
import type { Backfill, BackfillCriteria } from './backfill';
import { estimatedFinish } from './backfill-estimate';
import { isUnderWay } from './backfill-state';
import { type BackfillSurroundings, backfillNotices, backfillSummary } from './backfill-words';

export function backfillView(
  backfill: Backfill,
  surroundings: BackfillSurroundings & { now: Date },
): BackfillView {
  const { findings, lookedAt, estimatedTotal, state } = backfill;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: backfill.id,
    site: backfill.siteId,
    state,
    criteria: criteriaView(backfill),
    dryRun: backfill.isDryRun,
    force: backfill.isForced,
    ratePerSecond: backfill.ratePerSecond,
    lookedAt,
    // The ledger grows meanwhile; at the end the truth is known.
    estimatedTotal:
      state === 'finished' ? lookedAt : estimatedTotal === null ? null : Math.max(estimatedTotal, lookedAt),
    counts: {
      new: findings.new,
      alreadySent: findings.alreadySent,
      alreadyWaiting: findings.alreadyWaiting,
      stopped: findings.stopped.reduce((sum, { count }) => sum + count, 0),
    },
    stopped: [...findings.stopped].sort((one, other) => other.count - one.count),
    queued: backfill.queued,
    summary: backfillSummary(backfill),
    notices: backfillNotices(backfill, surroundings),
    failure: backfill.failure,
    requestedBy: backfill.requestedBy,
    createdAt: backfill.createdAt.toISOString(),
    startedAt: iso(backfill.startedAt),
    finishedAt: iso(backfill.finishedAt),
    estimatedFinishAt: isUnderWay(state) ? iso(estimatedFinish(backfill, surroundings.now)) : null,
  };
}

function criteriaView({ from, to, courseIds, userIds }: BackfillCriteria): BackfillView['criteria'] {
  return {
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    courseIds: [...courseIds],
    userIds: [...userIds],
    everything: from === null && to === null && courseIds.length + userIds.length === 0,
  };
}
