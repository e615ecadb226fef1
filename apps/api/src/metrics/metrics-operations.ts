import { type DescribedOperation, describeRoute, MetricsTokenWrongError } from '@oracle-integration/platform';
import { MetricsController } from './metrics.controller';

/** A function, because the controller needs the whole application, which needs this document. */
export function metricsOperations(): DescribedOperation[] {
  return [
    describeRoute(MetricsController, 'text', {
      tag: 'Health',
      summary: 'Metrics for Prometheus',
      answers: {
        200: {
          description: 'The text form of Prometheus.',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
      },
      refusals: [new MetricsTokenWrongError()],
    }),
  ];
}
