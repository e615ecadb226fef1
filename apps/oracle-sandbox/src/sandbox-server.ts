import { fastify, type FastifyError, type FastifyInstance } from 'fastify';
import { controlRoutes } from './control/control-routes';
import { completionRoutes } from './delivery/completion-routes';
import { dataLoadRoutes } from './fusion/data-load/data-load-routes';
import { fusionRoutes } from './fusion/fusion-routes';
import { sendProblem, toRefusal } from './http/problem';
import { RequestRefusedError } from './http/request-refused.error';
import { SandboxState, type SandboxAccess, type SandboxSurroundings } from './sandbox-state';
import { ordsRoutes, ordsTokenRoutes } from './ords/ords-routes';
import { statementRoutes } from './xapi/statement-routes';
import { tokenRoutes } from './token/token-routes';

/** Builds a sandbox that does not listen yet. Closing it cuts every connection at once. */
export function buildSandbox(
  access: SandboxAccess,
  surroundings: SandboxSurroundings = { now: Date.now, random: Math.random },
): FastifyInstance {
  const state = new SandboxState(access, surroundings);
  const app = fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true } },
  });
  app.setErrorHandler((error: FastifyError | RequestRefusedError, request, reply) => {
    const refusal = toRefusal(error);
    if (refusal.status === 500 && refusal !== error)
      console.error(`${request.method} ${request.url}:`, error);
    return sendProblem(reply, refusal);
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = `${request.method} ${request.url.split('?')[0]} is not served here.`;
    return sendProblem(reply, new RequestRefusedError(404, 'Not Found', detail));
  });
  app.addHook('onClose', () => state.held.releaseAll());
  void app.register((scope) => tokenRoutes(scope, state));
  void app.register((scope) => completionRoutes(scope, state));
  void app.register((scope) => statementRoutes(scope, state));
  void app.register((scope) => fusionRoutes(scope, state));
  void app.register((scope) => dataLoadRoutes(scope, state));
  void app.register((scope) => ordsTokenRoutes(scope, state));
  void app.register((scope) => ordsRoutes(scope, state));
  void app.register((scope) => controlRoutes(scope, state));
  return app;
}
