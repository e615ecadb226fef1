import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { XapiFaults } from '../faults/surface-faults';
import { acceptOnly } from '../http/read-body';
import { RequestRefusedError } from '../http/request-refused.error';
import type { SandboxState } from '../sandbox-state';
import { enterSurface } from '../surface/surface-scope';
import { isStatement, type Statement, statementTrouble } from './statement-rules';

const VERSION = '1.0.3';

/** `/statements` and `/about` of xAPI 1.0.3, also behind `/xapi`, as strictly as its rules can be read. */
export async function statementRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
  acceptOnly(app, { mediaTypes: ['application/json'] });
  const faultsOf = enterSurface(app, 'xapi', { state, stats: state.xapiStats });
  app.addHook('onSend', async (_, reply) => {
    reply.header('x-experience-api-version', VERSION);
  });

  for (const prefix of ['', '/xapi']) {
    app.get(`${prefix}/about`, async () => ({ version: [VERSION] }));

    app.post(`${prefix}/statements`, async (request) => {
      checkVersion(request);
      const body = readJson(request);
      const statements = receive(Array.isArray(body) ? body : [body], { state, faults: faultsOf(request) });
      return statements.map(({ id }) => id);
    });

    app.put<{ Querystring: { statementId?: string } }>(`${prefix}/statements`, async (request, reply) => {
      checkVersion(request);
      const body = readJson(request);
      const { statementId } = request.query;
      if (!statementId || (body as { id?: unknown } | null)?.id !== statementId) {
        throw refusal('statementId must be given, and be the id of the statement.');
      }
      receive([body], { state, faults: faultsOf(request) });
      return reply.code(204).send();
    });
  }
}

/** All or none. */
function receive(
  given: readonly unknown[],
  { state, faults }: { state: SandboxState; faults: XapiFaults },
): readonly Statement[] {
  if (given.length > (faults.maxStatements ?? Infinity)) {
    throw new RequestRefusedError(413, 'Content Too Large', 'Fault: fewer statements at once.');
  }
  if (!given.every(isStatement)) {
    const index = given.findIndex((one) => !isStatement(one));
    throw refusal(`Statement ${index}: ${statementTrouble(given[index])}`);
  }
  if (new Set(given.map(({ id }) => id.toLowerCase())).size < given.length) {
    throw refusal('Two statements of the batch have the same id.');
  }
  const stranger = given.find(({ actor }) => isUnknown(actor, faults));
  if (stranger) throw refusal(`Statement ${stranger.id}: the actor is not known.`);
  for (const statement of given) {
    const acquaintance = state.statements.acquaintance(statement);
    if (acquaintance === 'differs' || (acquaintance === 'same' && faults.strictConflicts)) {
      state.statements.countConflict();
      const detail = `A statement with the id ${statement.id} is there already.`;
      throw new RequestRefusedError(409, 'Conflict', detail);
    }
  }
  state.statements.take(given);
  return given;
}

function isUnknown(actor: Record<string, unknown>, { unknownActors = [] }: XapiFaults): boolean {
  const { mbox, account } = actor as { mbox?: string; account?: { name: string } };
  return unknownActors.includes(mbox?.slice('mailto:'.length) ?? account?.name ?? '');
}

function checkVersion({ headers }: FastifyRequest): void {
  const version = headers['x-experience-api-version'];
  if (typeof version !== 'string' || !/^1\.0(\.\d+)?$/.test(version)) {
    throw refusal('The header X-Experience-API-Version must be given, and be 1.0.x.');
  }
}

function readJson({ body }: FastifyRequest): unknown {
  try {
    return JSON.parse((body as Buffer).toString('utf8'));
  } catch (error) {
    throw refusal(`The body is not valid JSON: ${(error as SyntaxError).message}.`);
  }
}

function refusal(detail: string): RequestRefusedError {
  return new RequestRefusedError(400, 'Bad Request', detail);
}
