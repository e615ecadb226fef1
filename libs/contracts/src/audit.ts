/** Everything that the audit log tells of. The first half names what it happened to. */
export const AUDIT_ACTIONS = [
  'session.signed_in',
  'session.signed_out',
  'session.refused',
  'session.ended',
  'access.refused',
  'manager.set_up',
  'manager.invited',
  'manager.joined',
  'manager.role_changed',
  'manager.disabled',
  'manager.enabled',
  'manager.removed',
  'manager.password_changed',
  'manager.reset_issued',
  'manager.password_reset',
  'manager.invitation_withdrawn',
  'manager.identity_linked',
  'settings.changed',
  'settings.secrets_reencrypted',
  'mapping.changed',
  'mapping.preflight_requested',
  'mapping.preflight_cancelled',
  'history_file.requested',
  'history_file.downloaded',
  'history_file.removed',
  'connection.tested',
  'token.created',
  'token.changed',
  'token.revoked',
  'consumer.changed',
  'queue.requeued',
  'queue.purged',
  'logs.purged',
  'history_file.upload_requested',
  'backfill.requested',
  'backfill.paused',
  'backfill.resumed',
  'backfill.cancelled',
  'push.paused',
  'push.resumed',
  'push.probed',
  'hold.opened',
  'hold.closed',
  'import.uploaded',
  'import.applied',
  'import.paused',
  'import.resumed',
  'import.cancelled',
  'import.removed',
  'webhooks.requeued',
  'webhooks.trouble_cleared',
  'reconciliation.started',
  'reconciliation.confirmed',
  'person.erased',
  'retention.purged',
  'installation.copy_found',
  'installation.copy_confirmed',
  'completions.exported',
  'alerts.tested',
  'audit.exported',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it. */
export const AuditActorKind = {
  Manager: 'manager',
  /** The service itself. */
  System: 'system',
  /** An outside system, by its API token. */
  Token: 'token',
  /** Somebody who has not proved who they are. */
  Anonymous: 'anonymous',
} as const;
export type AuditActorKind = (typeof AuditActorKind)[keyof typeof AuditActorKind];

export interface AuditActor {
  kind: AuditActorKind;
  /** Of the manager or the token; `null` for all others. */
  id: string | null;
  /** A manager's e-mail address, a token's label, or a word such as `system`. */
  name: string;
}

/** Facts about what happened, such as the old and the new value. Never a secret. */
export type AuditDetails = Record<string, unknown>;

/** One line of the audit log. */
export interface AuditEntryView {
  id: string;
  at: string;
  action: AuditAction;
  actor: AuditActor;
  /** The network address it came from; `null` for what the service did itself. */
  address: string | null;
  /** What it was done to: an id, a key or an e-mail address. */
  target: string | null;
  details: AuditDetails;
}

/** `GET /api/admin/audit`, and `GET /api/admin/audit.csv` without `cursor` and `limit`. The newest first. */
export interface ListAuditParams {
  action?: AuditAction[];
  /** The name of whoever did it, exactly. */
  actor?: string;
  /** ISO 8601; at or after. */
  from?: string;
  /** ISO 8601; before. */
  to?: string;
  /** Words, or beginnings of words, that the entry holds. */
  q?: string;
  cursor?: string;
  limit?: number;
}

export interface AuditPageView {
  items: AuditEntryView[];
  nextCursor: string | null;
}

export const AUDIT_PAGE_LIMIT_DEFAULT = 50;
export const AUDIT_PAGE_LIMIT_MAX = 500;
