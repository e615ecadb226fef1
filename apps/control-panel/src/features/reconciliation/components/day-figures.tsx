import type { ReconciliationDayView } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { FIGURES } from '../figures';

/** All figures of the day under the pointer; those that are nothing are left out. */
export function DayFigures({ day }: { day: ReconciliationDayView | undefined }) {
  if (!day) return null;
  return (
    <div className="day-figures surface">
      <strong>{day.day}</strong>
      <dl>
        {FIGURES.filter((name) => day[name] !== 0).map((name) => (
          <div key={name}>
            <dt>{strings.reconciliation.figures[name].name}</dt>
            <dd>{formatCount(day[name])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
