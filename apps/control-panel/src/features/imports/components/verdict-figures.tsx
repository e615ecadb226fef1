import { ImportVerdict } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import type { Tone } from '../../../ui/tone';
import { IMPORT_VERDICT_TONES } from '../import-look';

interface VerdictFiguresProps {
  counts: Readonly<Record<ImportVerdict, number>>;
  /** `null` for all rows. */
  chosen: ImportVerdict | null;
  /** Whether the rows are still there to be looked at. */
  canChoose: boolean;
  onChoose: (verdict: ImportVerdict | null) => void;
}

const words = strings.imports.verdict;

/** What comes into the ledger and what is wrong first, then what changes nothing. */
const ORDER: readonly ImportVerdict[] = [
  ImportVerdict.New,
  ImportVerdict.Changed,
  ImportVerdict.Error,
  ImportVerdict.KnownFromSite,
  ImportVerdict.Unchanged,
  ImportVerdict.DuplicateInFile,
  ImportVerdict.Skipped,
];

/** How many rows came to which verdict; a figure that is pressed shows its rows. */
export function VerdictFigures({ counts, chosen, canChoose, onChoose }: VerdictFiguresProps) {
  const all = ORDER.reduce((sum, verdict) => sum + counts[verdict], 0);
  const figure = (verdict: ImportVerdict | null) => ({
    isChosen: chosen === verdict,
    canChoose,
    onChoose: () => onChoose(verdict),
  });
  return (
    <ul className="figures verdict-figures" aria-label={words.heading}>
      <VerdictFigure name={words.all} meaning={words.allMeaning} tone="off" count={all} {...figure(null)} />
      {ORDER.map((verdict) => (
        <VerdictFigure
          key={verdict}
          {...strings.imports.verdicts[verdict]}
          tone={IMPORT_VERDICT_TONES[verdict]}
          count={counts[verdict]}
          {...figure(verdict)}
        />
      ))}
    </ul>
  );
}

interface VerdictFigureProps {
  name: string;
  meaning: string;
  tone: Tone;
  count: number;
  isChosen: boolean;
  canChoose: boolean;
  onChoose: () => void;
}

function VerdictFigure({ name, meaning, tone, count, isChosen, canChoose, onChoose }: VerdictFigureProps) {
  return (
    <li>
      <button
        type="button"
        className="figure verdict-figure"
        data-tone={tone}
        data-zero={count === 0}
        aria-pressed={isChosen}
        disabled={!canChoose || count === 0}
        onClick={onChoose}
      >
        <span className="figure-name">{name}</span>
        <span className="figure-count">{formatCount(count)}</span>
        <span className="figure-meaning">{meaning}</span>
      </button>
    </li>
  );
}
