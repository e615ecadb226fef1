import type { PreflightGroupView, PreflightSampleView } from '@oracle-integration/contracts';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../../lib/format';
import { isLookupTable, mappingTabOf } from '../../../lib/mapping-place';
import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { TechnicalDetails } from '../../../ui/technical-details';

const words = strings.mapping.preflight;

/** Completions that would wait for the same cause: who must act, and about whom and which courses it is. */
export function PreflightGroup({ group: { cause, count, people, courses } }: { group: PreflightGroupView }) {
  const tab = mappingTabOf(cause.code);
  return (
    <li className="preflight-group">
      <h3>{cause.reason}</h3>
      <p>
        <strong>{words.count(count)}</strong> · {strings.queue.groups.whoActs}: {cause.action}
      </p>
      {tab && isLookupTable(tab) && (
        <Link to="/control-panel/mapping" search={{ tab }} className="text-link">
          {words.toTable[tab]}
        </Link>
      )}
      <Samples heading={words.courses} samples={courses} />
      <Samples heading={words.people} samples={people} />
      {cause.detail && <TechnicalDetails rows={[[strings.mapping.preview.detail, cause.detail]]} />}
    </li>
  );
}

function Samples({ heading, samples }: { heading: string; samples: readonly PreflightSampleView[] }) {
  if (samples.length === 0) return null;
  return (
    <details className="preflight-samples">
      <summary>{words.samples(heading, samples.length)}</summary>
      <ul>
        {samples.map(({ id, name, number, count }) => (
          <li key={id}>
            <span>
              <Clamped>{name}</Clamped> {number && <bdi className="quiet">{number}</bdi>}
            </span>
            <span className="preflight-sample-count">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
