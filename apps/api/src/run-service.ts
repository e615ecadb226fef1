import { SetUpService } from '@oracle-integration/auth';
import {
  AppError,
  connectAndMigrate,
  CopyGuard,
  type Environment,
  EnvironmentInvalidError,
  errorCode,
  HealthService,
  parseEnvironment,
  PublicAddress,
  type RawEnvironment,
  startEmbeddedPostgres,
} from '@oracle-integration/platform';
import { PushService } from '@oracle-integration/push';
import { parseSettings } from '@oracle-integration/settings';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app';
import type { StopTelemetry } from './telemetry/start-telemetry';
import { GracefulStop } from './graceful-stop';
import { ClosingServer } from './http/closing-server';
import { type ServiceLogger, serviceLogger } from './logging/service-logger';
import { serviceDataSource } from './data-source';
import { MetricsServer } from './metrics/metrics-server';
import { SERVICE_DATABASE } from './service-database';

class PortUnusableError extends AppError {
  constructor({ variable, host, port }: { variable: string; host: string; port: number }, cause: unknown) {
    const isTaken = errorCode(cause) === 'EADDRINUSE';
    const reason = isTaken
      ? 'is taken by another program'
      : `cannot be used (${errorCode(cause) ?? String(cause)})`;
    super({
      code: 'API.PORT_UNUSABLE',
      message: `Port ${port} on ${host} ${reason}. Set ${variable} to a free one.`,
      cause,
    });
  }
}

/** Runs the service until it is told to stop. Whatever started is stopped again, in the opposite order. */
export async function runService(raw: RawEnvironment, stopTelemetry: StopTelemetry): Promise<void> {
  const environment = readEnvironment(raw);
  const logger = serviceLogger(environment, raw);
  const stopping = new GracefulStop();
  stopping.thenFirst(stopTelemetry);
  process.once('SIGINT', () => void stopping.stop(0));
  process.once('SIGTERM', () => void stopping.stop(0, environment.shutdownDelayMs));
  // Started by another program of ours: when that one is gone, nobody would stop us.
  process.once('disconnect', () => void stopping.stop(0));
  try {
    const url = environment.databaseUrl ?? (await startOwnDatabase(environment, stopping, logger));
    const dataSource = serviceDataSource(url);
    stopping.thenFirst(async () => (dataSource.isInitialized ? dataSource.destroy() : undefined));
    await connectAndMigrate(dataSource);
    const app = await createApp({ environment, raw, dataSource }, logger);
    const closing = new ClosingServer(app.getHttpServer());
    stopping.thenFirst(() => closing.closeBy(() => app.close()));
    stopping.announceBy(() => {
      app.get(HealthService).beginShutdown();
      app.get(PushService).stop();
    });
    await app.get(CopyGuard).recognise();
    await listen(app, environment);
    await listenForMetrics(app, environment);
    sayWhere(app, logger);
  } catch (error) {
    process.stderr.write(
      `${error instanceof AppError ? error.message : String((error as Error).stack ?? error)}\n`,
    );
    await stopping.stop(1);
  }
}

/** Both kinds of variables are checked before anything starts, and all that is wrong is said at once. */
function readEnvironment(raw: RawEnvironment): Environment {
  const problems = [parseEnvironment, parseSettings].flatMap((parse) => {
    try {
      parse(raw);
      return [];
    } catch (error) {
      if (error instanceof EnvironmentInvalidError) return error.problems;
      throw error;
    }
  });
  if (problems.length > 0) throw new EnvironmentInvalidError(problems);
  return parseEnvironment(raw);
}

async function startOwnDatabase(
  { dataDir }: Environment,
  stopping: GracefulStop,
  logger: ServiceLogger,
): Promise<string> {
  const server = await startEmbeddedPostgres({
    dataDir,
    databases: [SERVICE_DATABASE],
    log: (line) => logger.say(line),
  });
  stopping.thenFirst(() => server.stop());
  server.onUnexpectedExit(() => {
    process.stderr.write(
      `The embedded PostgreSQL ended by itself; its log is ${dataDir}/postgres.log. Stopping.\n`,
    );
    void stopping.stop(1);
  });
  return server.url(SERVICE_DATABASE);
}

async function listen(app: NestFastifyApplication, environment: Environment): Promise<void> {
  try {
    await app.listen(environment.port, environment.host);
  } catch (error) {
    throw errorCode(error)?.startsWith('EA')
      ? new PortUnusableError({ variable: 'PORT', ...environment }, error)
      : error;
  }
}

async function listenForMetrics(app: NestFastifyApplication, environment: Environment): Promise<void> {
  const { port } = environment.metrics;
  if (port === undefined) return;
  try {
    await app.get(MetricsServer).listen(port, environment.host);
  } catch (error) {
    throw new PortUnusableError({ variable: 'METRICS_PORT', port, host: environment.host }, error);
  }
}

/** The addresses, in plain lines: this is what a person looks for after starting. */
function sayWhere(app: NestFastifyApplication, logger: ServiceLogger): void {
  const address = app.get(PublicAddress);
  address.listensOn(browsable(app.getHttpServer().address()));
  logger.say(`Oracle Integration is ready at ${address.url}`);
  const { linkPath } = app.get(SetUpService);
  if (linkPath) logger.say(`Create the first manager (this link works once): ${address.url}${linkPath}`);
}

function browsable(address: { address: string; port: number; family: string } | string | null): string {
  if (address === null || typeof address === 'string') return String(address);
  const isAny = address.address === '0.0.0.0' || address.address === '::';
  const host =
    address.family === 'IPv6' && !isAny ? `[${address.address}]` : isAny ? '127.0.0.1' : address.address;
  return `http://${host}:${address.port}`;
}
