import { IMPORT_VERDICTS, type ImportVerdict } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { IMPORT_VERDICT_TONES } from '../import-look';

interface VerdictFiguresProps {
  counts: Readonly<Record<ImportVerdict, number>>;
  chosen: ImportVerdict | null;
  /** Whether the rows are still there to be looked at. */
  canChoose: boolean;
  onChoose: (verdict: ImportVerdict | null) => void;
}

/** How many rows came to which verdict; a figure that is pressed shows its rows. */
export function VerdictFigures({ counts, chosen, canChoose, onChoose }: VerdictFiguresProps) {
  return (
    <ul className="figures verdict-figures" aria-label={strings.imports.verdict.heading}>
      {IMPORT_VERDICTS.map((verdict) => {
        const { name, meaning } = strings.imports.verdicts[verdict];
        return (
          <li key={verdict}>
            <button
              type="button"
              className="figure verdict-figure"
              data-tone={IMPORT_VERDICT_TONES[verdict]}
              data-zero={counts[verdict] === 0}
              aria-pressed={chosen === verdict}
              disabled={!canChoose || counts[verdict] === 0}
              onClick={() => onChoose(chosen === verdict ? null : verdict)}
            >
              <span className="figure-name">{name}</span>
              <span className="figure-count">{formatCount(counts[verdict])}</span>
              <span className="figure-meaning">{meaning}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
