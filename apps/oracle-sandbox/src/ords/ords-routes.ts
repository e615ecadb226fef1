import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLosslessNumber, parse } from 'lossless-json';
import { toRefusal } from '../http/problem';
import { acceptOnly } from '../http/read-body';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import { enterSurface } from '../surface/surface-scope';
import { refuseTokenRequest } from '../token/token-request';
import { loadRows, troubleOf } from './ords-batchload';
import type { OrdsRow } from './ords-table';

export const ORDS_ROOT = '/ords/lms';
const TABLE = `${ORDS_ROOT}/completions`;

/** `/ords/lms/oauth/token`: client credentials without a scope. */
export async function ordsTokenRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(app, { mediaTypes: ['application/x-www-form-urlencoded'] });
  app.post(`${ORDS_ROOT}/oauth/token`, async (request, reply) => {
    const refusal = refuseTokenRequest(
      {
        authorization: request.headers.authorization,
        form: (request.body as Buffer).toString('utf8'),
        query: request.url.split('?')[1] ?? '',
      },
      { ...state.access, scope: undefined },
    );
    if (refusal) {
      return reply
        .code(refusal.status)
        .send({ error: refusal.error, error_description: refusal.description });
    }
    const lifetime = state.access.tokenSeconds;
    return { access_token: state.tokens.issue(lifetime), token_type: 'bearer', expires_in: lifetime };
  });
}

/** `/ords/lms/completions`: a table that is enabled for AutoREST, with the primary key `id`. */
export async function ordsRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(app, { mediaTypes: ['application/json', 'text/csv'] });
  app.setErrorHandler((error: Parameters<typeof toRefusal>[0], _request, reply) =>
    sendOrdsProblem(reply, toRefusal(error)),
  );
  const faultsOf = enterSurface(app, 'ords', { state, stats: state.ordsStats });
  const { ordsTable: table } = state;

  app.get<{ Querystring: { limit?: string } }>(`${TABLE}/`, async ({ query }) => {
    const items = table.recent.slice(0, Number(query.limit ?? 25));
    return { items, hasMore: table.view.rows > items.length, count: items.length };
  });
  app.get<{ Params: { key: string } }>(`${TABLE}/:key`, async ({ params }) => {
    const row = table.find(params.key);
    if (!row) throw new RequestRefusedError(404, 'Not Found', 'There is no such row.');
    return row;
  });
  app.put<{ Params: { key: string } }>(`${TABLE}/:key`, async (request, reply) => {
    const row = { ...readRow(request), id: request.params.key };
    const trouble = troubleOf(row, faultsOf(request));
    if (trouble) throw new RequestRefusedError(400, 'Bad Request', trouble);
    const isNew = table.put(request.params.key, row) === 'inserted';
    return reply
      .code(isNew ? 201 : 200)
      .header('etag', `"${randomUUID()}"`)
      .send(row);
  });
  app.post<{ Querystring: Record<string, string | undefined> }>(
    `${TABLE}/batchload`,
    async (request, reply) => {
      if (!request.headers['content-type']?.startsWith('text/csv')) {
        throw new RequestRefusedError(415, 'Unsupported Media Type', 'batchload takes text/csv.');
      }
      const { batchRows = '50', errorsMax = '-1' } = request.query;
      const most = Number(errorsMax) < 0 ? Infinity : Number(errorsMax);
      const rules = { batchRows: Math.max(1, Number(batchRows)), errorsMax: most };
      const csv = (request.body as Buffer).toString('utf8');
      return reply.type('text/plain').send(loadRows(csv, rules, { table, faults: faultsOf(request) }));
    },
  );
}

function readRow({ body }: FastifyRequest): OrdsRow {
  const told: unknown = parseJson((body as Buffer).toString('utf8'));
  if (typeof told !== 'object' || told === null || Array.isArray(told)) {
    throw new RequestRefusedError(400, 'Bad Request', 'The body must be an object.');
  }
  return Object.fromEntries(
    Object.entries(told).map(([name, value]: [string, unknown]) => [name.toLowerCase(), cell(name, value)]),
  );
}

function cell(name: string, value: unknown): string | null {
  if (value === null) return null;
  if (isLosslessNumber(value)) return value.value;
  if (typeof value !== 'object') return String(value);
  throw new RequestRefusedError(400, 'Bad Request', `The column ${name} holds no object.`);
}

function parseJson(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new RequestRefusedError(400, 'Bad Request', `The body is not valid JSON: ${String(error)}.`);
  }
}

/** As ORDS words it; the ECID is what Oracle finds the request by. */
function sendOrdsProblem(
  reply: FastifyReply,
  { status, title, detail, headers }: RequestRefusedError,
): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        code: title,
        title,
        message: detail,
        type: `tag:oracle.com,2020:error/${title.replaceAll(' ', '_')}`,
        instance: `tag:oracle.com,2020:ecid/${randomUUID().replaceAll('-', '')}`,
      }),
    );
}
