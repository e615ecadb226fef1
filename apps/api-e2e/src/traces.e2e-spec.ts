import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitUntil } from '@oracle-integration/testing';
import { System } from './system/system';
import { Service } from './system/service';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Exported {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

/** A collector that takes OTLP over HTTP, in its JSON form. */
class Collector {
  readonly spans: Span[] = [];
  readonly texts: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        collector.texts.push(text);
        for (const { scopeSpans } of (JSON.parse(text) as Exported).resourceSpans)
          collector.spans.push(...scopeSpans.flatMap(({ spans }) => spans));
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('traces', () => {
  let system: System;
  let collector: Collector;
  let service: Service;

  beforeAll(async () => {
    [system, collector] = await Promise.all([System.create(2), Collector.start()]);
    service = await system.startService({
      PUSH_HISTORY: 'all',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
  });

  afterAll(async () => {
    await system?.stop();
    await collector?.stop();
  });

  const spanNamed = (name: string) =>
    waitUntil(
      () => Promise.resolve(collector.spans.find((span) => span.name === name)),
      (span) => span !== undefined,
    ).then((span) => span!);

  it('tell of requests by the template of their route, with the SQL they lead to', async () => {
    await service.pull('?since=0&limit=10');

    const request = await spanNamed('GET /api/v1/completions');
    const sql = await waitUntil(
      () => Promise.resolve(collector.spans.filter(({ traceId }) => traceId === request.traceId)),
      (spans) => spans.some(({ name }) => name.startsWith('pg.query')),
    );

    expect(sql.length).toBeGreaterThan(1);
  });

  it('tell of deliveries, and of the request to Oracle as a part of them', async () => {
    const delivery = await spanNamed('deliver completions');

    const calls = await waitUntil(
      () => Promise.resolve(collector.spans.filter(({ traceId }) => traceId === delivery.traceId)),
      (spans) => spans.some(({ name, parentSpanId }) => name === 'POST' && parentSpanId === delivery.spanId),
    );

    expect(calls.length).toBeGreaterThan(1);
  });

  it('hold no secret', () => {
    expect(collector.texts.join('\n')).not.toContain(system.oracle.environment['PUSH_CLIENT_SECRET']);
    expect(collector.texts.join('\n')).not.toMatch(/Bearer /);
  });

  it('are passed on to Oracle', async () => {
    const heard: string[] = [];
    const oracle = createServer((request, response) => {
      heard.push(String(request.headers['traceparent']));
      response.setHeader('content-type', 'application/json').end('{"access_token":"t","expires_in":60}');
    });
    await new Promise<void>((resolve) => oracle.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(oracle.address() as AddressInfo).port}`;
    // It would deliver what is meant for the other.
    await service.stop();
    const other = await system.startService({
      DATABASE_URL: system.database.url,
      PUSH_TOKEN_URL: `${url}/token`,
      PUSH_BASE_URL: url,
      PUSH_CLIENT_ID: 'another',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });
    await system.query(`UPDATE queue_items SET status = 'queued', next_attempt_at = now(), sent_at = NULL`);

    await waitUntil(
      () => Promise.resolve(heard.length),
      (count) => count > 0,
    );

    expect(heard[0]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    await other.stop();
    oracle.closeAllConnections();
    await new Promise((resolve) => oracle.close(resolve));
  });
});
