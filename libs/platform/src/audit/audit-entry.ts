import {
  type AuditAction,
  type AuditActor,
  AuditActorKind,
  type AuditDetails,
} from '@oracle-integration/contracts';

/** Who acts, and from where: what an entry of the audit log begins with. */
export interface Caller {
  readonly actor: AuditActor;
  /** `null` for what the service does itself. */
  readonly address: string | null;
}

/** What is written into the audit log. The details never hold a secret. */
export interface AuditEntry extends Caller {
  readonly action: AuditAction;
  readonly target?: string | null;
  readonly details?: AuditDetails;
}

/** The service itself, on a timer or at start. */
export const SYSTEM_CALLER: Caller = {
  actor: { kind: AuditActorKind.System, id: null, name: 'system' },
  address: null,
};

/** Somebody at an address who has not proved who they are; `name` is what they claim, if anything. */
export function anonymousCaller(address: string | null, name = 'anonymous'): Caller {
  return { actor: { kind: AuditActorKind.Anonymous, id: null, name }, address };
}
