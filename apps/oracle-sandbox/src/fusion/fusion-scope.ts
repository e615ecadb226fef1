import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FusionFaults } from '../faults/surface-faults';
import { sendProblem, toRefusal } from '../http/problem';
import { acceptOnly, type BodyRules } from '../http/read-body';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import { enterSurface } from '../surface/surface-scope';
import { frameworkVersionOf } from './framework-version';
import { fusionJson, readFusionJson } from './fusion-json';
import { FusionRefusedError, sendFusionRefusal } from './fusion-refused.error';

export const FUSION_ROOT = '/hcmRestApi/resources/11.13.18.05';
const JSON_TYPE = 'application/json';
const MAX_LIMIT = 500;

/** How a page of a collection is asked for. */
export interface PageQuery {
  limit?: string;
  offset?: string;
}

/**
 * What every request to Fusion HCM goes through: its body, the faults that were asked for, and how a refusal is told.
 *
 * @returns the faults of a request, for its handler
 */
export function enterFusion(
  app: FastifyInstance,
  state: SandboxState,
  body: BodyRules,
): (request: FastifyRequest) => FusionFaults {
  acceptOnly(app, body);
  app.setErrorHandler((error: FastifyError | RequestRefusedError | FusionRefusedError, request, reply) =>
    error instanceof FusionRefusedError
      ? sendFusionRefusal(request, reply, error)
      : sendProblem(reply, toRefusal(error)),
  );
  const faultsOf = enterSurface(app, 'fusion', { state, stats: state.fusionStats });
  app.addHook('preHandler', async ({ headers }) => {
    if (Number.isNaN(frameworkVersionOf(headers))) {
      throw new FusionRefusedError(400, 'The header REST-Framework-Version has no such value.');
    }
  });
  return faultsOf;
}

/** One page of what was found, as ADF shows a collection. */
export function collection(query: PageQuery, found: readonly object[]): object {
  const limit = Number(query.limit ?? 25);
  const offset = Number(query.offset ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new FusionRefusedError(400, `limit must be from 1 to ${MAX_LIMIT}.`);
  }
  if (!Number.isInteger(offset) || offset < 0) throw new FusionRefusedError(400, 'offset must be from 0.');
  const items = found.slice(offset, offset + limit);
  return { items, count: items.length, hasMore: found.length > offset + limit, limit, offset, links: [] };
}

export function sendJson(reply: FastifyReply, body: object): FastifyReply {
  return reply.type(JSON_TYPE).send(fusionJson(body));
}

export function readJson({ body }: FastifyRequest): unknown {
  try {
    return readFusionJson((body as Buffer).toString('utf8'));
  } catch (error) {
    throw new FusionRefusedError(400, `The body is not valid JSON: ${(error as SyntaxError).message}.`);
  }
}
