import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Environment,
  HealthService,
  ProblemFilter,
  type ProcessParts,
  requestValidationPipe,
} from '@oracle-integration/platform';
import { acceptFiles, FILE_TYPES } from '@oracle-integration/totara';
import { AppModule } from './app.module';
import { serveControlPanelFiles } from './control-panel/control-panel-files';
import { ERROR_STATUS_BY_CODE } from './error-statuses';
import { refuseAddress, refuseConnection } from './http/bare-refusals';
import { takeJsonBodiesOnly } from './http/json-body';
import { compressWhereAsked } from './http/compression';
import { sendSecurityHeaders } from './http/security-headers';
import { endConnectionsWhenStopping } from './http/ending-connections';
import { measureRequests } from './metrics/measure-requests';
import { limitRequests, SERVER_LIMITS } from './http/server-limits';
import type { ServiceLogger } from './logging/service-logger';
import { takeWebhookBodiesRaw } from './webhook-body';

/** The application, complete but not listening. */
export async function createApp(parts: ProcessParts, logger: ServiceLogger): Promise<NestFastifyApplication> {
  const { environment } = parts;
  const adapter = new FastifyAdapter({
    trustProxy: trustProxyOf(environment.trustProxy),
    ...SERVER_LIMITS,
    clientErrorHandler: refuseConnection,
    frameworkErrors: refuseAddress,
    genReqId: () => randomUUID(),
    // No Express-style middleware here, so its runner need not look at every request.
    skipMiddie: true,
    // A poller that keeps its connection open must not keep us from stopping.
    forceCloseConnections: 'idle',
  });
  const fastify = adapter.getInstance();
  sendSecurityHeaders(fastify, environment.publicUrl?.startsWith('https:') ?? false);
  measureRequests(fastify);
  takeWebhookBodiesRaw(fastify);
  takeJsonBodiesOnly(fastify);
  limitRequests(fastify, FILE_TYPES);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forProcess(parts), adapter, {
    logger,
    abortOnError: false,
    // Bodies are read by what is set above.
    bodyParser: false,
  });
  endConnectionsWhenStopping(fastify, app.get(HealthService));
  app.useGlobalPipes(requestValidationPipe());
  app.useGlobalFilters(new ProblemFilter(ERROR_STATUS_BY_CODE));
  acceptFiles(app);
  await app.register(fastifyCookie);
  await compressWhereAsked(app);
  await serveControlPanelFiles(app);
  return app;
}

/** A number of proxies in front of us, as the function that Fastify wants for it. */
function trustProxyOf(
  setting: Environment['trustProxy'],
): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
