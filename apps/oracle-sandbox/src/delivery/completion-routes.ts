import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DeliveryFaults } from '../faults/fault-set';
import {
  keepWaiting,
  padded,
  resetConnection,
  sendAnswer,
  sendNothing,
  sendSlowly,
  sendTorn,
} from '../faults/faulty-answers';
import { refuseAtTheDoor } from '../faults/front-door';
import { refuseForSize } from '../faults/item-faults';
import { SIGN_IN_PAGE } from '../faults/sign-in-page';
import { acceptOnly } from '../http/read-body';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import type { DeliveryAnswer } from './batch-ledger';
import { checkBearer } from './bearer';
import { IDEMPOTENCY_KEY_LENGTH_MAX } from './item-rules';

/** `POST /completions`: the delivery contract, and the faults that were asked for. */
export async function completionRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(app, { mediaTypes: ['application/json'] });
  // Taken before the body is read: one of them acts while it is still on its way.
  const taken = new WeakMap<FastifyRequest, DeliveryFaults>();
  app.addHook('onRequest', async (request, reply) => {
    state.stats.countRequest(new Date(state.surroundings.now()));
    const faults = state.faults.takeDelivery();
    taken.set(request, faults);
    if (faults.reset === 'mid_request') resetConnection(reply);
  });
  app.addHook('onSend', async (_, reply) => {
    state.stats.countAnswer(reply.statusCode);
  });

  app.post('/completions', async (request, reply) => {
    const faults = taken.get(request) ?? {};
    if (faults.latencyMs) await delay(faults.latencyMs);
    if (faults.refuse) return sendNothing(reply);
    if (faults.hang) return keepWaiting(reply, state.held);
    if (faults.html) return reply.type('text/html; charset=utf-8').send(SIGN_IN_PAGE);
    const refusal = refuseAtTheDoor(faults, state.faults, state.surroundings.random);
    if (refusal) throw refusal;
    if (faults.answer && !faults.answer.recorded) return sendAnswer(reply, faults.answer);

    checkBearer(request.headers.authorization, state.tokens);
    const [key, body] = [readIdempotencyKey(request), request.body as Buffer];
    refuseForSize(body, faults);
    const answer = state.desk.receive({ key, body, faults });
    if (faults.recordThenFail) {
      throw new RequestRefusedError(503, 'Service Unavailable', 'Fault: recorded, but not said so.');
    }
    return send(reply, { answer, faults, state });
  });
}

function send(
  reply: FastifyReply,
  { answer, faults, state }: { answer: DeliveryAnswer; faults: DeliveryFaults; state: SandboxState },
): FastifyReply | void {
  if (faults.reset) return resetConnection(reply);
  if (faults.answer) return sendAnswer(reply, faults.answer);
  if (faults.torn || faults.slowLoris) {
    // A hijacked reply passes the hook that counts.
    state.stats.countAnswer(answer.status);
    return faults.torn ? sendTorn(reply, answer) : sendSlowly(reply, answer, state.held);
  }
  const body = faults.hugeBytes ? padded(answer, faults.hugeBytes) : answer.body;
  return reply.code(answer.status).type('application/json').send(body);
}

function readIdempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.trim() === '') {
    throw new RequestRefusedError(400, 'Bad Request', 'The Idempotency-Key header is required.');
  }
  if (key.length > IDEMPOTENCY_KEY_LENGTH_MAX) {
    const detail = `The Idempotency-Key must have at most ${IDEMPOTENCY_KEY_LENGTH_MAX} characters.`;
    throw new RequestRefusedError(400, 'Bad Request', detail);
  }
  return key;
}
