import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What this process counts. One registry a process, as its memory and its event loop are one: counters are moved where
 * things happen, and nobody needs to be handed them.
 */
export const METRICS_REGISTRY = new Registry();

export const METRIC_PREFIX = 'oracle_integration_';

function named(name: string, help: string) {
  return { name: `${METRIC_PREFIX}${name}`, help, registers: [METRICS_REGISTRY] };
}

/** From a page out of memory to a request that a proxy is about to give up. */
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const httpRequests = new Histogram({
  ...named('http_request_duration_seconds', 'Time to answer a request, by the template of its route.'),
  labelNames: ['method', 'route', 'status'] as const,
  buckets: REQUEST_SECONDS,
});

export const pullRequests = new Histogram({
  ...named('pull_request_duration_seconds', 'Time to answer a request for completions (GET).'),
  labelNames: ['status'] as const,
  buckets: REQUEST_SECONDS,
});

export const deliveries = new Counter({
  ...named('deliveries_total', 'Deliveries by what became of them: their class in the delivery log.'),
  labelNames: ['class'] as const,
});

export const deliveryRequests = new Histogram({
  ...named(
    'delivery_request_duration_seconds',
    'Time that Oracle took to answer a request with completions.',
  ),
  labelNames: ['outcome'] as const,
  buckets: REQUEST_SECONDS,
});

export const tokenRequests = new Counter({
  ...named('token_requests_total', 'Requests for an OAuth2 token, by result.'),
  labelNames: ['result'] as const,
});

export const acknowledgements = new Counter({
  ...named('acknowledgements_total', 'Acknowledgements of pulled completions, by result.'),
  labelNames: ['result'] as const,
});

export const webhooks = new Counter({
  ...named('webhooks_total', 'Webhooks of Totara, by the status they were answered with.'),
  labelNames: ['status'] as const,
});

export const imports = new Counter({
  ...named('imports_total', 'Files of completions that were applied to the ledger.'),
});

export const replicaFallbacks = new Counter({
  ...named(
    'replica_fallbacks_total',
    'Pages of Pull that the primary had to answer for the replica, by reason.',
  ),
  labelNames: ['reason'] as const,
});

export const replicaLag = new Gauge({
  ...named('replica_lag_seconds', 'How far the replica was behind when it was last asked; 0 without one.'),
});

export const replicaUp = new Gauge({
  ...named('replica_up', '1 when the replica answered when it was last asked; 0 without one.'),
});

export const buildInfo = new Gauge({
  ...named('build_info', 'Always 1; version, role and Node.js version are its labels.'),
  labelNames: ['version', 'role', 'node'] as const,
});

/** A gauge of what the database knows; it is absent while the database cannot be asked. */
export function databaseGauge<Label extends string = never>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
): Gauge<Label> {
  return new Gauge({ ...named(name, help), labelNames: [...labelNames] });
}
