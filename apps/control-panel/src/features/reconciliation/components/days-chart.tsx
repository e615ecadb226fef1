import '@mantine/charts/styles.layer.css';
import { BarChart } from '@mantine/charts';
import type { ReconciliationDayView } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { DayFigures } from './day-figures';

const words = strings.reconciliation;

/** The parts of a bar, from the bottom up; together they are what Totara has, and what came by message or file. */
const SERIES = [
  { name: 'delivered', color: 'var(--chart-delivered)' },
  { name: 'waiting', color: 'var(--chart-waiting)' },
  { name: 'notQueued', color: 'var(--chart-quiet)' },
  { name: 'keptBack', color: 'var(--chart-kept-back)' },
  { name: 'stopped', color: 'var(--chart-stopped)' },
  { name: 'unexplained', color: 'var(--chart-unexplained)' },
] as const;

/** A bar a day: its parts say where the completions of the day stand. */
export function DaysChart({ byDay }: { byDay: readonly ReconciliationDayView[] }) {
  return (
    <div className="days-chart" role="img" aria-label={words.chart.label}>
      <BarChart
        h={260}
        data={[...byDay]}
        dataKey="day"
        type="stacked"
        series={SERIES.map((one) => ({ ...one, label: words.figures[one.name].name }))}
        valueFormatter={formatCount}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
        maxBarWidth={36}
        xAxisProps={{ minTickGap: 28 }}
        tooltipAnimationDuration={0}
        tooltipProps={{
          content: ({ label }) => <DayFigures day={byDay.find(({ day }) => day === label)} />,
        }}
      />
    </div>
  );
}
