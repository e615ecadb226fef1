import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FusionFaults } from '../faults/surface-faults';
import { sendProblem, toRefusal } from '../http/problem';
import { acceptOnly } from '../http/read-body';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import { enterSurface } from '../surface/surface-scope';
import { carryOutBatch } from './fusion-batch';
import { frameworkVersionOf } from './framework-version';
import { fusionJson, readFusionJson } from './fusion-json';
import { type QueryFields, readQuery } from './fusion-query';
import { FusionRefusedError, sendFusionRefusal } from './fusion-refused.error';
import { etagOf, type FusionThing, keyOf, type LearningRecord, recordView } from './fusion-world';
import { RecordDesk } from './record-desk';

export const FUSION_ROOT = '/hcmRestApi/resources/11.13.18.05';
const JSON_TYPE = 'application/json';
const RECORDS = `${FUSION_ROOT}/learnerLearningRecords`;
const PERSON_FIELDS = ['PersonNumber', 'WorkEmail', 'Username', 'UserName'];
const RECORD_FIELDS = [
  'assignedToId',
  'assignedToNumber',
  'learningItemId',
  'learningItemNumber',
  'assignmentRecordId',
];
const MAX_LIMIT = 500;

interface CollectionQuery {
  q?: string;
  limit?: string;
  onlyData?: string;
}

/** `/hcmRestApi/resources/11.13.18.05`: people, learning items and learning records of Fusion HCM. */
export async function fusionRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(
    app,
    JSON_TYPE,
    'application/vnd.oracle.adf.resourceitem+json',
    'application/vnd.oracle.adf.batch+json',
  );
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

  for (const resource of ['workers', 'publicWorkers']) {
    app.get<{ Querystring: CollectionQuery }>(`${FUSION_ROOT}/${resource}`, async (request, reply) => {
      const found = peopleBy(queryOf(request, PERSON_FIELDS), state, faultsOf(request));
      return sendJson(reply, collection(request, found.map(personView)));
    });
  }

  app.get<{ Querystring: CollectionQuery }>(`${FUSION_ROOT}/learningItems`, async (request, reply) => {
    const { unknownItems = [] } = faultsOf(request);
    const number = queryOf(request, ['learningItemNumber']).get('learningItemNumber');
    const found = number === undefined || unknownItems.includes(number) ? [] : [state.fusion.item(number)];
    return sendJson(reply, collection(request, found.map(itemView)));
  });

  app.get<{ Querystring: CollectionQuery }>(RECORDS, async (request, reply) => {
    const found = recordsBy(queryOf(request, RECORD_FIELDS), state);
    const isData = request.query.onlyData === 'true';
    const views = found.map((record) => (isData ? recordView(record) : linkedView(request, record)));
    return sendJson(reply, collection(request, views));
  });

  app.get(`${RECORDS}/describe`, async (_, reply) =>
    sendJson(reply, {
      Resources: { learnerLearningRecords: { collection: { actions: ['get', 'create'] } } },
    }),
  );

  app.get<{ Params: { key: string } }>(`${RECORDS}/:key`, async (request, reply) => {
    const record = state.fusion.find(request.params.key);
    if (!record) throw new FusionRefusedError(404, 'The learning record is not found.');
    return sendRecord(request, reply, record);
  });

  app.post(RECORDS, async (request, reply) => {
    const record = new RecordDesk(state, faultsOf(request)).create(readJson(request));
    return sendRecord(request, reply.code(201), record);
  });

  app.patch<{ Params: { key: string } }>(`${RECORDS}/:key`, async (request, reply) => {
    const desk = new RecordDesk(state, faultsOf(request));
    const record = desk.update(request.params.key, readJson(request), request.headers['if-match']);
    return sendRecord(request, reply, record);
  });

  app.post(FUSION_ROOT, async (request, reply) => {
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('application/vnd.oracle.adf.batch+json')) {
      throw new RequestRefusedError(415, 'Unsupported Media Type', 'A batch has a type of its own.');
    }
    const desk = new RecordDesk(state, faultsOf(request));
    const parts = carryOutBatch(readJson(request), { desk, world: state.fusion });
    const answered = parts.map(({ record, ...part }) => ({ ...part, payload: linkedView(request, record) }));
    return sendJson(reply, { parts: answered });
  });
}

function queryOf(
  request: FastifyRequest<{ Querystring: CollectionQuery }>,
  fields: readonly string[],
): QueryFields {
  const { q } = request.query;
  return q === undefined ? new Map() : readQuery(q, frameworkVersionOf(request.headers), fields);
}

function peopleBy(query: QueryFields, { fusion }: SandboxState, faults: FusionFaults): FusionThing[] {
  const [field, value] = [...query][0] ?? [];
  if (field === undefined || value === undefined || faults.unknownPeople?.includes(value)) return [];
  const person = fusion.person(field, value);
  return faults.ambiguousPeople?.includes(value) ? [person, fusion.person('other', value)] : [person];
}

function recordsBy(query: QueryFields, { fusion }: SandboxState): LearningRecord[] {
  const byId = (kind: 'person' | 'item', id?: string) =>
    id !== undefined && /^\d+$/.test(id) ? fusion.byThatId(kind, BigInt(id)) : undefined;
  const [number, itemNumber] = [query.get('assignedToNumber'), query.get('learningItemNumber')];
  const person =
    number === undefined ? byId('person', query.get('assignedToId')) : fusion.person('PersonNumber', number);
  const item = itemNumber === undefined ? byId('item', query.get('learningItemId')) : fusion.item(itemNumber);
  return person && item ? fusion.recordsOf(person, item) : [];
}

function collection(
  request: FastifyRequest<{ Querystring: CollectionQuery }>,
  found: readonly object[],
): object {
  const limit = Number(request.query.limit ?? 25);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new FusionRefusedError(400, `limit must be from 1 to ${MAX_LIMIT}.`);
  }
  const items = found.slice(0, limit);
  return { items, count: items.length, hasMore: found.length > limit, limit, offset: 0, links: [] };
}

function personView({ id, number }: FusionThing): object {
  return { PersonId: id, PersonNumber: number };
}

function itemView({ id, number }: FusionThing): object {
  return { learningItemId: id, learningItemNumber: number };
}

function linkedView(request: FastifyRequest, record: LearningRecord): Record<string, unknown> {
  const href = `${request.protocol}://${request.host}${RECORDS}/${keyOf(record)}`;
  const properties = { changeIndicator: etagOf(record) };
  const self = { rel: 'self', href, name: 'learnerLearningRecords', kind: 'item', properties };
  return { ...recordView(record), links: [self] };
}

function sendRecord(request: FastifyRequest, reply: FastifyReply, record: LearningRecord): FastifyReply {
  reply.header('etag', `"${etagOf(record)}"`);
  return sendJson(reply, linkedView(request, record));
}

function sendJson(reply: FastifyReply, body: object): FastifyReply {
  return reply.type(JSON_TYPE).send(fusionJson(body));
}

function readJson({ body }: FastifyRequest): unknown {
  try {
    return readFusionJson((body as Buffer).toString('utf8'));
  } catch (error) {
    throw new FusionRefusedError(400, `The body is not valid JSON: ${(error as SyntaxError).message}.`);
  }
}
