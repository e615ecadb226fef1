import { SegmentedControl, Skeleton } from '@mantine/core';
import { CHART_RANGES, type ChartRange } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { RelativeTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import type { DeliveryChart } from '../api/delivery-chart';
import type { Overview } from '../api/overview';
import { overviewQueries } from '../api/overview-queries';

const words = strings.overview.chart;

/** The charting package is the heaviest of all: it comes after the figures. */
const DeliveryPlot = lazy(async () => ({ default: (await import('./delivery-plot')).DeliveryPlot }));

/** What was delivered, failed and pulled over time, and how long completions take. */
export function ChartCard({ overview }: { overview: Overview }) {
  const [range, setRange] = useState<ChartRange>('24h');
  const { data: chart, error } = useQuery(overviewQueries.chart(range));
  return (
    <Section
      heading={words.heading}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.rangeLabel}
          data={CHART_RANGES.map((value) => ({ value, label: words.ranges[value] }))}
          value={range}
          onChange={setRange}
        />
      }
    >
      {chart && <Plot chart={chart} />}
      {!chart && !error && <Skeleton height={236} radius="sm" aria-label={words.loading} />}
      {!chart && error && (
        <Notice tone="attention" title={words.failed}>
          {error.message}
        </Notice>
      )}
      <PaceLine overview={overview} />
    </Section>
  );
}

function Plot({ chart }: { chart: DeliveryChart }) {
  const { delivered, failed, pulled } = chart.totals;
  if (delivered + failed + pulled === 0) return <p className="chart-empty">{words.nothing}</p>;
  return (
    <figure className="chart">
      <figcaption className="chart-caption">{words.describe(delivered, failed, pulled)}</figcaption>
      <Suspense fallback={<Skeleton height={210} radius="sm" />}>
        <DeliveryPlot chart={chart} />
      </Suspense>
    </figure>
  );
}

function PaceLine({ overview: { at, freshness, oldestWaitingAt } }: { overview: Overview }) {
  const { medianSeconds, p95Seconds } = freshness;
  const isKnown = medianSeconds !== null && p95Seconds !== null;
  return (
    <dl className="pace">
      <div>
        <dt>{words.freshness}</dt>
        <dd>{isKnown ? words.fresh(medianSeconds, p95Seconds) : words.freshUnknown}</dd>
      </div>
      <div>
        <dt>{words.oldestWaiting}</dt>
        <dd>{oldestWaitingAt ? <RelativeTime moment={oldestWaitingAt} now={at} /> : words.nothingWaits}</dd>
      </div>
    </dl>
  );
}
