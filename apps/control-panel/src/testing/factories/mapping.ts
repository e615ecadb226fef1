import {
  type CauseView,
  type LookupRowView,
  type MappedRecordView,
  PreflightState,
  type PreflightView,
} from '@oracle-integration/contracts';

/** A course that is in no table. */
export const COURSE_NOT_LINKED: CauseView = {
  code: 'MAPPING.COURSE_NOT_LINKED',
  reason: 'This course is not linked to a learning item in Oracle.',
  action: 'You: Mapping → Courses. It is sent by itself afterwards.',
  actor: 'manager',
  detail: null,
};

export function aLookupRow(change: Partial<LookupRowView> = {}): LookupRowView {
  return {
    key: 'FIRE-1',
    value: '300100012345678901',
    updatedAt: '2026-02-01T12:00:00.000Z',
    updatedBy: 'ana@example.com',
    ...change,
  };
}

/** A completion that would be sent as it is, unless told otherwise. */
export function aMappedRecord(change: Partial<MappedRecordView> = {}): MappedRecordView {
  return {
    recordId: '0198-record',
    revision: 1,
    user: 'María López',
    course: 'Fire Safety',
    input: '{"courseId":88}',
    personKey: 'E100234',
    courseKey: 'OLC-10021',
    body: '{"learningItem":"OLC-10021"}',
    idempotencyKey: 'b4a1c7d2-3e5f-5a86-97b8-c9d0e1f2a3b4',
    cause: null,
    ...change,
  };
}

/** A preflight that is through, and found nothing that would wait. */
export function aPreflight(change: Partial<PreflightView> = {}): PreflightView {
  return {
    id: '0198-preflight',
    state: PreflightState.Finished,
    scope: 'all',
    from: null,
    to: null,
    courseIds: [],
    lookedAt: 2_431,
    fine: 2_431,
    parked: 0,
    keptBack: 0,
    changedSinceSent: 0,
    groups: [],
    requestedBy: 'ana@example.com',
    createdAt: '2026-02-01T12:00:00.000Z',
    finishedAt: '2026-02-01T12:00:04.000Z',
    failure: null,
    ...change,
  };
}
