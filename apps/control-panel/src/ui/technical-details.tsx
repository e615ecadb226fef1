import { strings } from '../lib/strings';

/** Codes and exact times, folded away: for whoever is asked to help. */
export function TechnicalDetails({ rows }: { rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <details className="technical">
      <summary>{strings.common.technicalDetails}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
