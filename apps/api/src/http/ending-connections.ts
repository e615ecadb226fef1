import type { HealthService } from '@oracle-integration/platform';
import type { FastifyInstance } from 'fastify';

/**
 * From the moment that the process is told to stop, each answer ends its connection: a client that keeps its connections
 * opens the next one to another process, instead of meeting a closed one in the middle of a request.
 */
export function endConnectionsWhenStopping(
  fastify: Pick<FastifyInstance, 'addHook'>,
  health: Pick<HealthService, 'isShuttingDown'>,
): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (health.isShuttingDown) void reply.header('connection', 'close');
    done();
  });
}
