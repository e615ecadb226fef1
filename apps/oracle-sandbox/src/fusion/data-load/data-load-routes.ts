import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxState } from '../../sandbox-state';
import { frameworkVersionOf } from '../framework-version';
import { readQuery } from '../fusion-query';
import { FusionRefusedError } from '../fusion-refused.error';
import { collection, enterFusion, FUSION_ROOT, type PageQuery, readJson, sendJson } from '../fusion-scope';

const DATA_SETS = `${FUSION_ROOT}/dataLoadDataSets`;
/** Base64 of an archive with a quarter of a million records, several times over. */
const UPLOAD_BYTES_MAX = 100 * 1024 * 1024;
const FILE_ACTIONS = ['IMPORT_AND_LOAD', 'IMPORT'];

interface OneDataSet {
  Params: { id: string };
  Querystring: PageQuery;
}

/** `dataLoadDataSets`: HCM Data Loader, driven over REST. */
export async function dataLoadRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  const faultsOf = enterFusion(app, state, {
    mediaTypes: ['application/vnd.oracle.adf.action+json'],
    maxBytes: UPLOAD_BYTES_MAX,
  });
  const { dataLoad } = state;

  app.post(`${DATA_SETS}/action/uploadFile`, async (request, reply) => {
    const { fileName, content } = actionOf(request, ['fileName', 'content']);
    if (!fileName?.endsWith('.zip')) {
      throw new FusionRefusedError(400, 'fileName must be that of a .zip file.', '/fileName');
    }
    return sendJson(reply, { result: { ContentId: dataLoad.keep(bytesOf(content)) } });
  });

  app.post(`${DATA_SETS}/action/createFileDataSet`, async (request, reply) => {
    const given = actionOf(request, ['contentId', 'fileAction', 'dataSetName', 'deleteSourceFileFlag']);
    const { contentId, fileAction = '', dataSetName = '', deleteSourceFileFlag = 'N' } = given;
    if (!contentId) throw new FusionRefusedError(400, 'contentId is required.', '/contentId');
    if (!FILE_ACTIONS.includes(fileAction)) {
      throw new FusionRefusedError(400, `fileAction ${fileAction} is no such action.`, '/fileAction');
    }
    if (!['Y', 'N'].includes(deleteSourceFileFlag)) {
      throw new FusionRefusedError(400, 'deleteSourceFileFlag must be Y or N.', '/deleteSourceFileFlag');
    }
    const order = { contentId, dataSetName, deleteSourceFile: deleteSourceFileFlag === 'Y' };
    return sendJson(reply, { result: { RequestId: await dataLoad.load(order, faultsOf(request)) } });
  });

  app.get<{ Querystring: PageQuery & { q?: string } }>(DATA_SETS, async (request, reply) => {
    const { q = '' } = request.query;
    const name = readQuery(q, frameworkVersionOf(request.headers), ['DataSetName']).get('DataSetName') ?? '';
    return sendJson(reply, collection(request.query, dataLoad.named(name)));
  });

  app.get<OneDataSet>(`${DATA_SETS}/:id`, async ({ params }, reply) =>
    sendJson(reply, dataLoad.find(params.id)),
  );

  app.get<OneDataSet>(`${DATA_SETS}/:id/child/messages`, async ({ params, query }, reply) =>
    sendJson(reply, collection(query, dataLoad.messagesOf(params.id))),
  );
}

function actionOf<Name extends string>(
  request: FastifyRequest,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const given = readJson(request);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new FusionRefusedError(400, 'The payload must be an object.');
  }
  for (const [name, value] of Object.entries(given)) {
    if (!(names as readonly string[]).includes(name)) {
      throw new FusionRefusedError(400, `The action has no parameter ${name}.`, `/${name}`);
    }
    if (typeof value !== 'string') throw new FusionRefusedError(400, `${name} must be text.`, `/${name}`);
  }
  return given as Partial<Record<Name, string>>;
}

function bytesOf(content = ''): Buffer {
  if (content === '' || content.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(content)) {
    throw new FusionRefusedError(400, 'content must be a file in base64.', '/content');
  }
  return Buffer.from(content, 'base64');
}
