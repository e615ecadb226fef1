import type { ReconciliationFiguresView } from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { SearchLink } from '../../../ui/search-link';
import { Section } from '../../../ui/section';
import { FIGURE_TONES, FIGURES, rowKindOf } from '../figures';

const words = strings.reconciliation;

interface TotalsProps {
  totals: ReconciliationFiguresView;
  /** The way to what keeps completions back, for whoever may change it. */
  policiesLink: ReactNode;
}

/** Where all completions stand; a figure opens what is behind it. What is unexplained stands above, in large type. */
export function Totals({ totals, policiesLink }: TotalsProps) {
  return (
    <Section heading={words.figuresHeading}>
      <ul className="figures reconciliation-figures" aria-label={words.figuresHeading}>
        {FIGURES.filter((name) => name !== 'unexplained').map((name) => {
          const { name: title, meaning } = words.figures[name];
          const kind = rowKindOf(name);
          const count = totals[name];
          return (
            <li
              key={name}
              className="figure"
              data-tone={FIGURE_TONES[name]}
              data-zero={count === 0}
              aria-label={title}
            >
              <span className="figure-name">{title}</span>
              <span className="figure-count">
                {kind === null || count === 0 ? (
                  formatCount(count)
                ) : (
                  <SearchLink
                    change={{ rows: kind, day: undefined, course: undefined }}
                    aria-label={words.showRows(`${formatCount(count)} ${title}`)}
                  >
                    {formatCount(count)}
                  </SearchLink>
                )}
              </span>
              <span className="figure-meaning">
                {meaning}
                {name === 'keptBack' && count > 0 && policiesLink && <div>{policiesLink}</div>}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
