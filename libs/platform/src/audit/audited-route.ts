import type { AuditAction } from '@oracle-integration/contracts';
import type { AuditEntry } from './audit-entry';

/** A call of a route that has succeeded. */
export interface AuditedCall {
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the route answered. */
  readonly result: unknown;
}

/** What is written down of a call, beside who made it. */
export type AuditedFacts = Pick<AuditEntry, 'target' | 'details'> & {
  /** In place of the one that the route names. */
  readonly action?: AuditAction;
};

export interface AuditedRoute {
  readonly action: AuditAction;
  /** `undefined` for a call that changed nothing, such as a dry run. */
  readonly factsOf: (call: AuditedCall) => AuditedFacts | undefined;
}

export const AUDITED_ROUTE = 'oracle-integration:audited';

/** The members of an answer, for the facts of an entry. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
