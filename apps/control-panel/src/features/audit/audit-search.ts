import { AUDIT_ACTIONS, type AuditAction } from '@oracle-integration/contracts';

/** What the address bar says of the audit log. */
export interface AuditSearch {
  /** The first half of the actions: `session`, `settings`. */
  about?: string;
  q?: string;
  actor?: string;
  /** Days as `2026-02-01`, both inclusive, in the viewer's own zone. */
  from?: string;
  to?: string;
}

/** What actions are about, in the order of the log's vocabulary. */
export const AUDIT_SUBJECTS: readonly string[] = [
  ...new Set(AUDIT_ACTIONS.map((action) => action.split('.')[0]!)),
];

/**
 * Reads the search parameters; what makes no sense becomes `undefined`. Each key is always named: the router lays the
 * answer over the raw parameters.
 */
export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const about = textOf(search['about']);
  return {
    about: about !== undefined && AUDIT_SUBJECTS.includes(about) ? about : undefined,
    q: textOf(search['q']),
    actor: textOf(search['actor']),
    from: dayOf(search['from']),
    to: dayOf(search['to']),
  };
}

/** The query string of the service for what the address bar says. */
export function toAuditQuery({ about, q, actor, from, to }: AuditSearch): URLSearchParams {
  const query = new URLSearchParams();
  for (const action of actionsAbout(about)) query.append('action', action);
  if (q) query.set('q', q);
  if (actor) query.set('actor', actor);
  if (from) query.set('from', startOfDay(from, 0).toISOString());
  if (to) query.set('to', startOfDay(to, 1).toISOString());
  return query;
}

function actionsAbout(about: string | undefined): readonly AuditAction[] {
  return about === undefined ? [] : AUDIT_ACTIONS.filter((action) => action.startsWith(`${about}.`));
}

function startOfDay(day: string, daysLater: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
