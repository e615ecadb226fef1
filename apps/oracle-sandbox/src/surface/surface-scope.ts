import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkBearer } from '../delivery/bearer';
import type { FaultSet } from '../faults/fault-set';
import { keepWaiting, sendAnswer, sendNothing } from '../faults/faulty-answers';
import { SIGN_IN_PAGE } from '../faults/sign-in-page';
import type { SurfaceFaults } from '../faults/surface-faults';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import type { SurfaceStats } from './surface-stats';

/**
 * What every request to a further surface goes through: it is counted, meets the faults that were asked for, and needs
 * a token.
 *
 * @returns the faults of a request, for its handler
 */
export function enterSurface<Surface extends 'xapi' | 'fusion' | 'ords'>(
  app: FastifyInstance,
  surface: Surface,
  { state, stats }: { state: SandboxState; stats: SurfaceStats },
): (request: FastifyRequest) => NonNullable<FaultSet[Surface]> {
  const taken = new WeakMap<FastifyRequest, NonNullable<FaultSet[Surface]>>();
  const faultsOf = (request: FastifyRequest) => taken.get(request) ?? ({} as NonNullable<FaultSet[Surface]>);

  app.addHook('onRequest', async (request) => {
    stats.countRequest(request.method);
    taken.set(request, state.faults.takeSurface(surface, request));
  });
  app.addHook('preHandler', async (request, reply) => {
    const faults: SurfaceFaults = faultsOf(request);
    if (faults.latencyMs) await delay(faults.latencyMs);
    if (faults.refuse) return sendNothing(reply);
    if (faults.hang) return keepWaiting(reply, state.held);
    if (faults.html) return reply.type('text/html; charset=utf-8').send(SIGN_IN_PAGE);
    if (faults.unauthorized) {
      throw new RequestRefusedError(401, 'Unauthorized', 'Fault: every token is refused.');
    }
    if (faults.answer && !faults.answer.recorded) return sendAnswer(reply, faults.answer);
    checkBearer(request.headers.authorization, state.tokens);
    return undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { loseAnswer, answer }: SurfaceFaults = faultsOf(request);
    if (loseAnswer) reply.raw.socket?.resetAndDestroy();
    const changed = answer?.recorded ? asFaultSays(reply, answer) : payload;
    stats.countAnswer(reply.statusCode);
    return changed;
  });
  return faultsOf;
}

function asFaultSays(
  reply: FastifyReply,
  { status, text = '', contentType, retryAfter }: NonNullable<FaultSet['answer']>,
): string {
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  reply.code(status).type(contentType).removeHeader('content-length');
  return text;
}
