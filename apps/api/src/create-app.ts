import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Environment,
  ProblemFilter,
  type ProcessParts,
  requestValidationPipe,
} from '@oracle-integration/platform';
import { acceptFiles } from '@oracle-integration/totara';
import { AppModule } from './app.module';
import { CONTROL_PANEL_DIR } from './control-panel/control-panel-page';
import { ERROR_STATUS_BY_CODE } from './error-statuses';
import { ServiceLogger } from './service-logger';
import { takeWebhookBodiesRaw } from './webhook-body';

const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** The application, complete but not listening. */
export async function createApp(parts: ProcessParts): Promise<NestFastifyApplication> {
  const { environment } = parts;
  const adapter = new FastifyAdapter({
    trustProxy: trustProxyOf(environment.trustProxy),
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    // No Express-style middleware here, so its runner need not look at every request.
    skipMiddie: true,
    // A poller that keeps its connection open must not keep us from stopping.
    forceCloseConnections: 'idle',
  });
  takeWebhookBodiesRaw(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forProcess(parts), adapter, {
    logger: new ServiceLogger(environment.logLevel),
    abortOnError: false,
  });
  app.useGlobalPipes(requestValidationPipe());
  app.useGlobalFilters(new ProblemFilter(ERROR_STATUS_BY_CODE));
  acceptFiles(app);
  await app.register(fastifyCookie);
  await serveControlPanel(app);
  return app;
}

/** A number of proxies in front of us, as the function that Fastify wants for it. */
function trustProxyOf(
  setting: Environment['trustProxy'],
): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}

/**
 * The files of the control panel, one route each. Those with a hash of their content in their name may be kept for
 * ever by browsers; the others are asked for again.
 */
async function serveControlPanel(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(CONTROL_PANEL_DIR)) return;
  await app.register(fastifyStatic, {
    root: CONTROL_PANEL_DIR,
    wildcard: false,
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(join(CONTROL_PANEL_DIR, 'assets'));
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
