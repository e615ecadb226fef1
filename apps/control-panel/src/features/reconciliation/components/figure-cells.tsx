import type { ReconciliationFiguresView } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import type { Column } from '../../../ui/data-table';
import { NoneOfThem } from '../../../ui/nothing';
import { SearchLink } from '../../../ui/search-link';
import { FIGURE_TONES, FIGURES, rowKindOf } from '../figures';
import type { ReconciliationSearch } from '../reconciliation-search';

const words = strings.reconciliation;

/** What the rows behind a figure are narrowed to. */
type Narrowed = Pick<ReconciliationSearch, 'day' | 'course'>;

/**
 * One column a figure; each figure opens the completions behind it.
 *
 * @param narrow what the row is about: its day, or its course
 */
export function figureColumns<Row extends ReconciliationFiguresView>(
  narrow: (row: Row) => Narrowed,
): Column<Row>[] {
  return FIGURES.map((name) => ({
    id: name,
    header: words.figures[name].name,
    isFigure: true,
    cell: (row) => {
      const count = row[name];
      const kind = rowKindOf(name);
      if (count === 0) return <NoneOfThem />;
      if (kind === null) return formatCount(count);
      return (
        <SearchLink
          change={{ rows: kind, day: undefined, course: undefined, ...narrow(row) }}
          className="count-cell"
          data-tone={FIGURE_TONES[name]}
          aria-label={words.showRows(`${formatCount(count)} ${words.figures[name].name}`)}
        >
          {formatCount(count)}
        </SearchLink>
      );
    },
  }));
}
