import type { AuditEntryView } from '@oracle-integration/contracts';
import type { AuditRow } from './audit.repository';

export const AUDIT_CSV_HEADER = [
  'Time',
  'Action',
  'Actor kind',
  'Actor id',
  'Actor',
  'Address',
  'Target',
  'Details',
  'Id',
];

export function auditEntryView(row: AuditRow): AuditEntryView {
  const { id, at, action, actorKind, actorId, actorName, address, target, details } = row;
  const actor = { kind: actorKind, id: actorId, name: actorName };
  return { id, at: at.toISOString(), action, actor, address, target, details };
}

/** In the order of {@link AUDIT_CSV_HEADER}. */
export function auditCsvCells(row: AuditRow): (string | null)[] {
  const { id, at, action, actorKind, actorId, actorName, address, target, details } = row;
  return [
    at.toISOString(),
    action,
    actorKind,
    actorId,
    actorName,
    address,
    target,
    JSON.stringify(details),
    id,
  ];
}
