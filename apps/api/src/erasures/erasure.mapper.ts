import { ErasureState, type ErasureView } from '@oracle-integration/contracts';
import type { Erasure } from './erasure.repository';

export function erasureView(erasure: Erasure): ErasureView {
  const { id, siteId, userId, requestedBy, removed, ledgerBefore, ledgerAfter, delivered, digest } = erasure;
  return {
    id,
    site: siteId,
    userId,
    state: erasure.finishedAt === null ? ErasureState.Running : ErasureState.Done,
    requestedBy,
    requestedAt: erasure.requestedAt.toISOString(),
    finishedAt: erasure.finishedAt?.toISOString() ?? null,
    removed,
    ledgerBefore,
    ledgerAfter,
    delivered,
    digest,
  };
}
