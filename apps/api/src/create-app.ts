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
import { AppModule } from './app.module';
import { CONTROL_PANEL_DIR } from './control-panel/control-panel-page';
import { ERROR_STATUS_BY_CODE } from './error-statuses';
import { ServiceLogger } from './service-logger';

const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** The application, complete but not listening. */
export async function createApp(parts: ProcessParts): Promise<NestFastifyApplication> {
  const { environment } = parts;
  const adapter = new FastifyAdapter({
    trustProxy: trustProxyOf(environment.trustProxy),
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    // A poller that keeps its connection open must not keep us from stopping.
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forProcess(parts), adapter, {
    logger: new ServiceLogger(environment.logLevel),
    abortOnError: false,
  });
  app.useGlobalPipes(requestValidationPipe());
  app.useGlobalFilters(new ProblemFilter(ERROR_STATUS_BY_CODE));
  await app.register(fastifyCookie);
  await serveAssets(app);
  return app;
}

/** A number of proxies in front of us, as the function that Fastify wants for it. */
function trustProxyOf(
  setting: Environment['trustProxy'],
): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}

/** Scripts and styles carry a hash of their content in their names, so browsers may keep them for ever. */
async function serveAssets(app: NestFastifyApplication): Promise<void> {
  const root = join(CONTROL_PANEL_DIR, 'assets');
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  });
}
