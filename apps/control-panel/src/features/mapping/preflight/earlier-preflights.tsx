import type { PreflightView } from '@oracle-integration/contracts';
import { selectionWords } from '../../../lib/selection';
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
        {preflights.map((preflight) => (
          <EarlierPreflight
            key={preflight.id}
            preflight={preflight}
            isShown={preflight.id === shownId}
            onChoose={() => onChoose(preflight.id)}
          />
        ))}
      </ul>
    </Section>
  );
}

interface EarlierPreflightProps {
  preflight: PreflightView;
  isShown: boolean;
  onChoose: () => void;
}

function EarlierPreflight({ preflight, isShown, onChoose }: EarlierPreflightProps) {
  const { state, scope, createdAt, fine, parked, requestedBy } = preflight;
  return (
    <li data-active={isShown}>
      <button type="button" className="earlier-preflight" aria-pressed={isShown} onClick={onChoose}>
        <ExactTime moment={new Date(createdAt)} />
      </button>
      <StatusWord tone={PREFLIGHT_TONES[state]}>{words.states[state]}</StatusWord>
      <span>{words.found(fine, parked)}</span>
      <span className="quiet">
        {selectionWords(words.scopes[scope], preflight)} · <bdi>{requestedBy}</bdi>
      </span>
    </li>
  );
}
