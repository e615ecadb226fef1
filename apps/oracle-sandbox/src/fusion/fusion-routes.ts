import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FusionFaults } from '../faults/surface-faults';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import { carryOutBatch } from './fusion-batch';
import { frameworkVersionOf } from './framework-version';
import { type QueryFields, readQuery } from './fusion-query';
import { FusionRefusedError } from './fusion-refused.error';
import { collection, enterFusion, FUSION_ROOT, type PageQuery, readJson, sendJson } from './fusion-scope';
import { etagOf, type FusionThing, keyOf, type LearningRecord, recordView } from './fusion-world';
import { RecordDesk } from './record-desk';

const RECORDS = `${FUSION_ROOT}/learnerLearningRecords`;
const PERSON_FIELDS = ['PersonNumber', 'WorkEmail', 'Username', 'UserName'];
const RECORD_FIELDS = [
  'assignedToId',
  'assignedToNumber',
  'learningItemId',
  'learningItemNumber',
  'assignmentRecordId',
];

interface CollectionQuery extends PageQuery {
  q?: string;
  onlyData?: string;
}

/** `/hcmRestApi/resources/11.13.18.05`: people, learning items and learning records of Fusion HCM. */
export async function fusionRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  const faultsOf = enterFusion(app, state, {
    mediaTypes: [
      'application/json',
      'application/vnd.oracle.adf.resourceitem+json',
      'application/vnd.oracle.adf.batch+json',
    ],
  });

  for (const resource of ['workers', 'publicWorkers']) {
    app.get<{ Querystring: CollectionQuery }>(`${FUSION_ROOT}/${resource}`, async (request, reply) => {
      const found = peopleBy(queryOf(request, PERSON_FIELDS), state, faultsOf(request));
      return sendJson(reply, collection(request.query, found.map(personView)));
    });
  }

  app.get<{ Querystring: CollectionQuery }>(`${FUSION_ROOT}/learningItems`, async (request, reply) => {
    const { unknownItems = [] } = faultsOf(request);
    const number = queryOf(request, ['learningItemNumber']).get('learningItemNumber');
    const found = number === undefined || unknownItems.includes(number) ? [] : [state.fusion.item(number)];
    return sendJson(reply, collection(request.query, found.map(itemView)));
  });

  app.get<{ Querystring: CollectionQuery }>(RECORDS, async (request, reply) => {
    const found = recordsBy(queryOf(request, RECORD_FIELDS), state);
    const isData = request.query.onlyData === 'true';
    const views = found.map((record) => (isData ? recordView(record) : linkedView(request, record)));
    return sendJson(reply, collection(request.query, views));
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
