import type { AuditDetails as Details } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import type { AuditEntry } from '../api/audit-queries';

const words = strings.audit;

/** To whom or what, and the facts: a changed setting by its name and from what to what, else name and value. */
export function AuditDetails({ entry: { action, target, details } }: { entry: AuditEntry }) {
  if (action === 'settings.changed' && typeof details['setting'] === 'string')
    return <ChangedSetting name={details['setting']} details={details} />;
  const facts = Object.entries(details);
  return (
    <>
      {target && <div>{target}</div>}
      {facts.length > 0 && (
        <ul className="audit-facts">
          {facts.map(([name, value]) => (
            <li key={name}>
              <span className="quiet">{name}</span> {said(value)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ChangedSetting({ name, details }: { name: string; details: Details }) {
  const { from, to, secret } = details;
  return (
    <>
      <div>{name}</div>
      <div className="quiet">
        {secret === undefined ? words.change(said(from), said(to)) : words.secret(said(secret))}
      </div>
    </>
  );
}

function said(value: unknown): string {
  if (isChange(value)) return words.change(said(value.from), said(value.to));
  if (value === null || value === undefined || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? strings.common.on : strings.common.off;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}
