import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { type RawEnvironment, traceBy, type Tracing } from '@oracle-integration/platform';
import type { StopTelemetry } from './start-telemetry';

const NAME = 'oracle-integration';
/** Asked every few seconds by balancers and scrapers: their spans would hide everything else. */
const NOT_TRACED = /^\/(health|metrics)(\/|\?|$)/;
/** A collector that is away must not keep the process from its end. */
const FLUSH_MS = 3_000;

/** Traces by OpenTelemetry, whose own variables say where they go. Requests and SQL are traced by its instrumentations. */
export function startOpenTelemetry(raw: RawEnvironment): StopTelemetry {
  const sdk = new NodeSDK({
    serviceName: raw['OTEL_SERVICE_NAME'] ?? NAME,
    // Metrics are Prometheus's, logs are lines.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = '' }) => NOT_TRACED.test(url),
        // Calls to Oracle are traced where they are made.
        disableOutgoingRequestInstrumentation: true,
      }),
      // The timers of a worker look into the database each second; only what is part of something is traced.
      new PgInstrumentation({ requireParentSpan: true }),
    ],
  });
  sdk.start();
  traceBy(openTelemetryTracing());
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, FLUSH_MS)));
    await Promise.race([sdk.shutdown().catch(() => undefined), patience]);
    clearTimeout(timer);
  };
}

function openTelemetryTracing(): Tracing {
  const tracer = trace.getTracer(NAME);
  return {
    span: ({ name, facts, isCall = false }, run) =>
      tracer.startActiveSpan(
        name,
        { kind: isCall ? SpanKind.CLIENT : SpanKind.INTERNAL, attributes: { ...facts } },
        async (span) => {
          const headers: Record<string, string> = {};
          if (isCall) propagation.inject(context.active(), headers);
          const fail = (message: string) => span.setStatus({ code: SpanStatusCode.ERROR, message });
          try {
            return await run({ note: (noted) => span.setAttributes({ ...noted }), fail }, headers);
          } catch (error) {
            fail(error instanceof Error ? error.name : 'failed');
            throw error;
          } finally {
            span.end();
          }
        },
      ),
    ids: () => {
      const ids = trace.getActiveSpan()?.spanContext();
      return ids ? { traceId: ids.traceId, spanId: ids.spanId } : {};
    },
    route: (method, template) => {
      const span = trace.getActiveSpan();
      span?.updateName(`${method} ${template}`);
      span?.setAttribute('http.route', template);
    },
  };
}
