/** A place in the audit log, which is read from the newest entry to the oldest. */
export interface AuditPosition {
  readonly at: Date;
  readonly id: string;
}

const CURSOR = /^(\d{1,15})-(\d{1,18})$/;

export function auditCursor({ at, id }: AuditPosition): string {
  return `${at.getTime()}-${id}`;
}

/** `undefined` for a text that is no cursor of ours. */
export function parseAuditCursor(text: string): AuditPosition | undefined {
  const [, at, id] = CURSOR.exec(text) ?? [];
  const moment = new Date(Number(at));
  return id === undefined || Number.isNaN(moment.getTime()) ? undefined : { at: moment, id };
}
