import type { AuditDetails as Details } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';

const words = strings.audit;

/** Facts of an entry: what changed from what to what, else name and value. */
export function AuditDetails({ details }: { details: Details }) {
  const facts = Object.entries(details);
  if (facts.length === 0) return null;
  return (
    <ul className="audit-facts">
      {facts.map(([name, value]) => (
        <li key={name}>
          <span className="quiet">{name}</span> {said(value)}
        </li>
      ))}
    </ul>
  );
}

function said(value: unknown): string {
  if (isChange(value)) return words.change(said(value.from), said(value.to));
  if (value === null || value === undefined || value === '') return words.nothing;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}
