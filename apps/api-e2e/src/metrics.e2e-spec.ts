import { waitUntil } from '@oracle-integration/testing';
import type { Service } from './system/service';
import { System } from './system/system';
import { PushGate } from './testing/push-gate';

const PEOPLE = 20;

/** The value of one series; `undefined` where there is none. */
function valueOf(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function metricsOf({ url }: Service): Promise<string> {
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return answer.text();
}

describe('what Prometheus reads', () => {
  let system: System;
  let service: Service;

  beforeAll(async () => {
    system = await System.create(PEOPLE);
    service = await system.startService({ PUSH_HISTORY: 'all' });
    await service.loaded();
    await service.overviewOnce(({ queue }) => queue.sent > 0 && queue.queued + queue.sending === 0);
    await service.pull('?since=0&limit=10');
  });

  afterAll(() => system?.stop());

  it('tells of the queue, deliveries, tokens, pulls and Totara as they are', async () => {
    const { queue } = await service.overview();
    const text = await waitUntil(
      () => metricsOf(service),
      (metrics) => valueOf(metrics, 'oracle_integration_queue_items{status="sent"}') === queue.sent,
    );

    expect(valueOf(text, 'oracle_integration_deliveries_total{class="delivered"}')).toBe(queue.sent);
    expect(valueOf(text, 'oracle_integration_token_requests_total{result="token"}')).toBeGreaterThan(0);
    expect(valueOf(text, 'oracle_integration_pull_request_duration_seconds_count{status="200"}')).toBe(1);
    expect(valueOf(text, 'oracle_integration_oldest_waiting_age_seconds')).toBe(0);
    expect(valueOf(text, 'oracle_integration_ledger_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(valueOf(text, 'oracle_integration_database_up')).toBe(1);
    expect(valueOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(text).toMatch(/oracle_integration_build_info\{version="\d+\.\d+\.\d+",role="all",node="v\d+/);
  });

  it('names routes by their template, so that ids make no series of their own', async () => {
    await fetch(`${service.url}/api/admin/queue/4711`);
    await fetch(`${service.url}/somewhere/4711`);

    const text = await metricsOf(service);

    expect(text).toContain('route="/api/admin/queue/:id"');
    expect(text).not.toContain('4711');
  });

  it('says that the database is away, and goes on telling of the process', async () => {
    const database = new URL(system.database.url);
    const gate = await PushGate.to(Number(database.port));
    database.port = String(gate.port);
    const behindGate = await system.startService({ ROLE: 'api', DATABASE_URL: database.href });

    await gate.shut();
    const text = await waitUntil(
      () => metricsOf(behindGate),
      (metrics) => valueOf(metrics, 'oracle_integration_database_up') === 0,
    );

    expect(valueOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(text).not.toMatch(/^oracle_integration_queue_items\{/m);
    await behindGate.stop();
  });
});

describe('metrics that are not for everybody', () => {
  let system: System;

  beforeAll(async () => (system = await System.create(1)));
  afterAll(() => system?.stop());

  it('are told to who shows the token, and to nobody else', async () => {
    const token = 'a-token-for-the-scraper';
    const { url } = await system.startService({ METRICS_TOKEN: token });

    const without = await fetch(`${url}/metrics`);
    const wrong = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer something-else' } });
    const right = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });

    expect([without.status, wrong.status, right.status]).toEqual([401, 401, 200]);
    expect(((await without.json()) as { code: string }).code).toBe('PLATFORM.METRICS_TOKEN_WRONG');
  });

  it('are told on a port of their own, and not beside the API, where that is set', async () => {
    const service = await system.startService({ METRICS_PORT: '0', LOG_LEVEL: 'log' });
    const [, metricsUrl] = await service.process.waitFor(/Metrics are told at (http\S+)/);

    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    expect(await (await fetch(metricsUrl!)).text()).toContain('oracle_integration_build_info');
    expect((await fetch(metricsUrl!.replace('/metrics', '/other'))).status).toBe(404);
  });
});
