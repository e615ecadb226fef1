import { formatExact, formatSince } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { SearchLink } from '../../../ui/search-link';
import { TONE_ICONS } from '../../../ui/tone';
import type { Reconciliation } from '../api/reconciliation';

const words = strings.reconciliation;

/** "0 unexplained" in large type, what that means, and when it was compared. */
export function Headline({ view, now }: { view: Reconciliation; now: Date }) {
  const { totals, summary, last, nextAt } = view;
  const isAccounted = totals.unexplained === 0;
  const Icon = TONE_ICONS[isAccounted ? 'ok' : 'stopped'];
  return (
    <section
      className="headline"
      data-tone={isAccounted ? 'ok' : 'stopped'}
      aria-label={words.figures.unexplained.name}
    >
      <p className="headline-figure">
        <Icon size={34} stroke={1.8} aria-hidden />
        {isAccounted ? (
          words.unexplained(0)
        ) : (
          <SearchLink change={{ rows: 'unexplained', day: undefined, course: undefined }}>
            {words.unexplained(totals.unexplained)}
          </SearchLink>
        )}
      </p>
      <p>{summary}</p>
      {last && (
        <p className="headline-times">
          {last.finishedAt && (
            <>
              {words.run.last} <Moment at={last.finishedAt} now={now} />:{' '}
            </>
          )}
          {words.run.finished(last.rowsCompared, words.reasons[last.reason])}{' '}
          {last.rowsDiffering > 0 && words.run.found(last.rowsDiffering, last.added, last.revised)}
          {nextAt && (
            <>
              {' '}
              {words.run.next}: <Moment at={nextAt} now={now} />.
            </>
          )}
        </p>
      )}
    </section>
  );
}

function Moment({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} title={formatExact(at)}>
      {formatSince(at, now)}
    </time>
  );
}
