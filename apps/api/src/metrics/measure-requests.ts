import { WEBHOOK_PATH } from '@oracle-integration/contracts';
import { httpRequests, pullRequests, tracing, webhooks } from '@oracle-integration/platform';
import type { FastifyInstance } from 'fastify';

const PULL_ROUTE = '/api/v1/completions';

/**
 * Measures every answer. By the template of its route, never by its address: addresses hold ids, and each would be a
 * series of its own.
 */
export function measureRequests(fastify: Pick<FastifyInstance, 'addHook'>): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    tracing().route(request.method, request.routeOptions.url ?? 'none');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = String(reply.statusCode);
    const seconds = reply.elapsedTime / 1000;
    httpRequests.observe({ method: request.method, route, status }, seconds);
    if (route === PULL_ROUTE && request.method === 'GET') pullRequests.observe({ status }, seconds);
    if (route === WEBHOOK_PATH) webhooks.inc({ status });
    done();
  });
}
