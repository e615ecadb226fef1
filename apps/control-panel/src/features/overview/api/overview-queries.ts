import type { ChartRange, OverviewChartView, OverviewView } from '@oracle-integration/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { livePolling, slowPolling } from '../../../lib/polling';
import { toDeliveryChart } from './delivery-chart';
import { toOverview } from './overview';

export const overviewQueries = {
  /** All that shows the state of the integration; what an action changes is asked anew by this prefix. */
  all: ['overview'] as const,

  /** The state of everything, live. */
  current: () =>
    queryOptions({
      queryKey: [...overviewQueries.all, 'current'],
      queryFn: async ({ signal }) =>
        toOverview(await callApi<OverviewView>('/api/admin/overview', { signal })),
      ...livePolling,
    }),

  /** What was delivered, failed and pulled over time. */
  chart: (range: ChartRange) =>
    queryOptions({
      queryKey: [...overviewQueries.all, 'chart', range],
      queryFn: async ({ signal }) =>
        toDeliveryChart(
          await callApi<OverviewChartView>(`/api/admin/overview/chart?range=${range}`, { signal }),
        ),
      placeholderData: keepPreviousData,
      ...slowPolling,
    }),
};
