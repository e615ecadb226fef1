import { Skeleton } from '@mantine/core';
import type { ReconciliationDayView } from '@oracle-integration/contracts';
import { lazy, Suspense } from 'react';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { FilterChips } from '../../../ui/filter-chips';
import { Section } from '../../../ui/section';
import { chartSpan } from '../chart-days';
import { CHART_DAYS, type ChartDays } from '../reconciliation-search';
import { figureColumns } from './figure-cells';

const words = strings.reconciliation.chart;

/** The chart brings its own library: it is loaded when it is looked at, and the page is there before. */
const DaysChart = lazy(() =>
  import('./days-chart').then(({ DaysChart: component }) => ({ default: component })),
);

interface DaysCardProps {
  byDay: readonly ReconciliationDayView[];
  days: ChartDays;
  /** When the site was compared. */
  until: Date;
}

const COLUMNS: Column<ReconciliationDayView>[] = [
  { id: 'day', header: words.day, isTitle: true, cell: ({ day }) => <strong>{day}</strong> },
  ...figureColumns<ReconciliationDayView>(({ day }) => ({ day })),
];

/** A bar a day, and the same as a table for whoever cannot see the bars or wants to open one. */
export function DaysCard({ byDay, days, until }: DaysCardProps) {
  const { calendar, listed, later } = chartSpan(byDay, days, until);
  return (
    <Section
      heading={words.heading}
      purpose={words.purpose}
      aside={
        <FilterChips
          label={words.range}
          choices={CHART_DAYS.map((one) => ({
            key: String(one),
            label: words.days(one),
            isChosen: one === days,
            change: { days: one },
          }))}
        />
      }
    >
      {listed.length === 0 ? (
        <p className="quiet">{byDay.length === 0 ? words.empty : words.emptySpan(days)}</p>
      ) : (
        <>
          <Suspense fallback={<Skeleton height={260} radius="sm" aria-label={words.loading} />}>
            <DaysChart byDay={calendar} />
          </Suspense>
          {later > 0 && <p className="quiet">{words.later(later)}</p>}
          <details className="technical">
            <summary>{words.table}</summary>
            <DataTable label={words.label} columns={COLUMNS} rows={listed} rowKey={({ day }) => day} />
          </details>
        </>
      )}
    </Section>
  );
}
