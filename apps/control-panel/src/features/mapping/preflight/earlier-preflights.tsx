import type { PreflightView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { ExactTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import { PREFLIGHT_TONES } from './preflight-tones';

const words = strings.mapping.preflight;

interface EarlierPreflightsProps {
  preflights: readonly PreflightView[];
  shownId: string;
  onChoose: (id: string) => void;
}

/** The latest twenty, so that "before" and "after" can be compared; pressed, one is shown above. */
export function EarlierPreflights({ preflights, shownId, onChoose }: EarlierPreflightsProps) {
  return (
    <Section heading={words.earlier}>
      <ul className="earlier-preflights" aria-label={words.earlier}>
        {preflights.map(({ id, state, scope, createdAt, fine, parked, requestedBy }) => (
          <li key={id} data-active={id === shownId}>
            <button
              type="button"
              className="earlier-preflight"
              aria-pressed={id === shownId}
              onClick={() => onChoose(id)}
            >
              <ExactTime moment={new Date(createdAt)} />
            </button>
            <StatusWord tone={PREFLIGHT_TONES[state]}>{words.states[state]}</StatusWord>
            <span>{words.found(fine, parked)}</span>
            <span className="quiet">
              {words.scopes[scope]} · <bdi>{requestedBy}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
