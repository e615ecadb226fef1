import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { describeError, MetricsTokenWrongError } from '@oracle-integration/platform';
import { METRICS_CONTENT_TYPE } from './metrics-content-type';
import { MetricsService } from './metrics.service';

/** The metrics on a port of their own, which a firewall can open to the scraper and to nobody else. */
@Injectable()
export class MetricsServer implements OnApplicationShutdown {
  private readonly logger = new Logger(MetricsServer.name);
  private server: Server | undefined;

  constructor(private readonly metrics: MetricsService) {}

  /** @throws Error when the port cannot be used */
  async listen(port: number, host: string): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    this.server = server;
    const address = server.address();
    const listening = typeof address === 'object' && address ? address.port : port;
    this.logger.log(`Metrics are told at http://${host}:${listening}/metrics`);
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await this.metrics.text(request.headers.authorization);
      response.writeHead(200, { 'content-type': METRICS_CONTENT_TYPE }).end(text);
    } catch (error) {
      if (!(error instanceof MetricsTokenWrongError))
        this.logger.error(`The metrics could not be told: ${describeError(error)}`);
      response.writeHead(error instanceof MetricsTokenWrongError ? 401 : 500).end();
    }
  }
}
