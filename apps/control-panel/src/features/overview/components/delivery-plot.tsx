import '@mantine/charts/styles.layer.css';
import { AreaChart } from '@mantine/charts';
import type { ChartRange } from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { formatCount, formatDayOfMonth, formatHour, formatMoment } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import type { DeliveryChart } from '../api/delivery-chart';

const words = strings.overview.chart.series;

const SERIES = [
  { name: 'delivered', label: words.delivered, color: 'var(--chart-delivered)' },
  { name: 'pulled', label: words.pulled, color: 'var(--chart-pulled)', strokeDasharray: '5 4' },
  { name: 'failed', label: words.failed, color: 'var(--chart-failed)' },
];

const TICKS: Readonly<Record<ChartRange, (at: Date) => string>> = {
  '24h': formatHour,
  '7d': formatDayOfMonth,
  '30d': formatDayOfMonth,
};

/** The lines themselves. */
export function DeliveryPlot({ chart: { range, buckets } }: { chart: DeliveryChart }) {
  return (
    <AreaChart
      h={210}
      data={buckets.map(({ at, ...counts }) => ({ at: at.getTime(), ...counts }))}
      dataKey="at"
      series={SERIES}
      withLegend
      withGradient={false}
      fillOpacity={0.1}
      curveType="monotone"
      withDots={false}
      strokeWidth={2}
      gridAxis="x"
      tickLine="none"
      valueFormatter={formatCount}
      xAxisProps={{ tickFormatter: (at: number) => TICKS[range](new Date(at)), minTickGap: 36 }}
      yAxisProps={{ width: 44, allowDecimals: false }}
      tooltipProps={{ labelFormatter: momentOf }}
      areaChartProps={{ accessibilityLayer: false }}
    />
  );
}

/** The package asks for the label of a tooltip that is not shown, too. */
function momentOf(at: ReactNode): string {
  return typeof at === 'number' ? formatMoment(new Date(at)) : '';
}
