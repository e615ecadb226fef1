import type { Backfill } from '../backfill';
import { NOTHING_FOUND } from '../backfill-share';
import { anOrder } from './backfill-stand';

/** A real run that has just begun, on 1 March 2026 at noon. */
export function aBackfill(values: Partial<Backfill> = {}): Backfill {
  const noon = new Date('2026-03-01T12:00:00Z');
  return {
    ...anOrder(),
    id: '0198c0de-0000-7000-8000-000000000001',
    state: 'running',
    position: '0',
    namedIndex: 0,
    lookedAt: 0,
    findings: NOTHING_FOUND,
    queued: 0,
    estimatedTotal: 10_000,
    failure: null,
    createdAt: noon,
    startedAt: noon,
    resumedAt: noon,
    resumedFrom: 0,
    finishedAt: null,
    ...values,
  };
}
