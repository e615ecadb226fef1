import type { FastifyInstance } from 'fastify';
import { RECENT_ITEMS_MAX } from '../delivery/recent-items';
import type { FaultSet } from '../faults/fault-set';
import { faultSetSchema } from '../faults/fault-set.schema';
import { fusionJson } from '../fusion/fusion-json';
import { acceptOnly } from '../http/read-body';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';

const itemsQuerySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    limit: { type: 'string', pattern: '^[1-9][0-9]{0,3}$' },
    userId: { type: 'string', pattern: '^[1-9][0-9]{0,15}$' },
  },
};

interface ItemsQuery {
  limit?: string;
  userId?: string;
}

/** `/_sandbox`: what a person or a test looks at and turns; it needs no token. */
export async function controlRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(app, { mediaTypes: ['application/json'] });
  app.addHook('preValidation', async (request) => {
    if (Buffer.isBuffer(request.body)) request.body = parseJson(request.body);
  });

  app.get('/_sandbox/stats', async () => ({
    requests: state.stats.requests,
    items: state.stats.items,
    unique: state.desk.uniqueCount,
    duplicates: state.stats.duplicates,
    conflicts: state.stats.conflicts,
    byStatus: state.stats.byStatus,
    tokens: state.tokens.issuedCount,
    lastReceivedAt: state.stats.lastReceivedAt,
    xapi: { ...state.xapiStats.view, ...state.statements.view },
    fusion: { ...state.fusionStats.view, ...state.fusion.view, dataLoad: state.dataLoad.view },
    ords: { ...state.ordsStats.view, ...state.ordsTable.view },
  }));

  app.get('/_sandbox/xapi/statements', async () => ({ statements: state.statements.recent }));

  app.get('/_sandbox/fusion/records', async (_, reply) =>
    reply.type('application/json').send(fusionJson({ records: state.fusion.recent })),
  );

  app.get('/_sandbox/fusion/loaded-records', async () => ({ records: state.dataLoad.records.recent }));

  app.get('/_sandbox/ords/rows', async () => ({ rows: state.ordsTable.recent }));

  app.get<{ Querystring: ItemsQuery }>(
    '/_sandbox/items',
    { schema: { querystring: itemsQuerySchema } },
    async ({ query: { limit, userId } }) => ({
      items: state.recent.list({
        limit: Number(limit ?? RECENT_ITEMS_MAX),
        userId: userId === undefined ? undefined : Number(userId),
      }),
    }),
  );

  app.get('/_sandbox/faults', async () => state.faults.current);

  app.put<{ Body: FaultSet }>('/_sandbox/faults', { schema: { body: faultSetSchema } }, async ({ body }) => {
    state.faults.replace(body);
    state.held.releaseAll();
    return state.faults.current;
  });

  app.delete('/_sandbox', async (_, reply) => {
    state.clear();
    return reply.code(204).send();
  });
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    const detail = `The body is not valid JSON: ${(error as SyntaxError).message}.`;
    throw new RequestRefusedError(400, 'Bad Request', detail);
  }
}
