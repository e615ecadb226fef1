import type { RequestListener } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ConnectionTestView } from '@oracle-integration/contracts';
import {
  ACCESS_RULE,
  parseEnvironment,
  PlatformModule,
  ProblemFilter,
  type RawEnvironment,
} from '@oracle-integration/platform';
import { SettingsModule } from '@oracle-integration/settings';
import { TokenBudget } from '../oauth/token-budget.repository';
import { TokenClient } from '../oauth/token.client';
import { TargetHttpClient } from '../target/target-http.client';
import { FakeOracle } from '../testing/fake-oracle';
import { type RunningServer, startHttpServer, startTlsServer, UNUSED_PORT } from '../testing/http-server';
import { selfSignedCertificate } from '../testing/self-signed-certificate';
import { startTokenDatabase, type TokenDatabase } from '../testing/token-database';
import { ConnectionTestController } from './connection-test.controller';
import { ConnectionTestService } from './connection-test.service';

@Module({})
class ConnectionModule {}

describe('POST /api/admin/connections/oracle/test', () => {
  let database: TokenDatabase;
  let oracle: FakeOracle;
  let closings: (() => Promise<void>)[] = [];

  beforeAll(async () => (database = await startTokenDatabase()));
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE push_targets');
    oracle = await FakeOracle.start();
    closings = [() => oracle.close()];
  });

  afterEach(async () => {
    for (const close of closings.reverse()) await close();
  });

  /** The route over HTTP, as a process with these variables serves it. */
  async function test(variables: RawEnvironment): Promise<ConnectionTestView> {
    const response = await ask(variables);
    expect(response.status).toBe(200);
    return (await response.json()) as ConnectionTestView;
  }

  async function ask(variables: RawEnvironment, values?: object): Promise<Response> {
    const raw = { ...variables, ROLE: 'api' };
    const { dataSource } = database;
    const app = await NestFactory.create<NestFastifyApplication>(
      {
        module: ConnectionModule,
        imports: [
          PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource }),
          SettingsModule,
        ],
        controllers: [ConnectionTestController],
        providers: [ConnectionTestService, TargetHttpClient, TokenBudget, TokenClient],
      },
      new FastifyAdapter(),
      { logger: false, abortOnError: false },
    );
    app.useGlobalFilters(new ProblemFilter({ 'HTTP.REQUEST_INVALID': 400, 'SETTINGS.PINNED': 409 }));
    await app.listen(0, '127.0.0.1');
    closings.push(() => app.close());
    return fetch(`${await app.getUrl()}/api/admin/connections/oracle/test`, {
      method: 'POST',
      ...(values === undefined
        ? {}
        : { body: JSON.stringify({ values }), headers: { 'content-type': 'application/json' } }),
    });
  }

  function configured(more: RawEnvironment = {}): RawEnvironment {
    return {
      PUSH_BASE_URL: oracle.url,
      PUSH_TOKEN_URL: `${oracle.url}/token`,
      PUSH_CLIENT_ID: 'client',
      PUSH_CLIENT_SECRET: 'hunter2',
      PUSH_SCOPE: 'urn:x',
      PUSH_ALLOW_PRIVATE_TARGETS: 'true',
      ...more,
    };
  }

  function failedStep({ steps }: ConnectionTestView) {
    return steps.find(({ result }) => result === 'failed');
  }

  async function kept(starting: Promise<RunningServer>): Promise<RunningServer> {
    const server = await starting;
    closings.push(() => server.close());
    return server;
  }

  it('is for managers who may change things', () => {
    const { test: route } = Object.getOwnPropertyDescriptors(ConnectionTestController.prototype);

    expect(Reflect.getMetadata(ACCESS_RULE, route.value as object)).toBe('manage');
  });

  it('goes all the way with a fresh token and an empty batch', async () => {
    const view = await test(configured());

    expect(view.ok).toBe(true);
    expect(view.steps.map(({ result }) => result)).toEqual([
      'ok',
      'ok',
      'skipped',
      'ok',
      'ok',
      'ok',
      'ok',
      'skipped',
      'ok',
    ]);
    const [delivery] = oracle.deliveries;
    const { batchId, ...rest } = JSON.parse(delivery!.body) as { batchId: string };
    expect(rest).toEqual({ items: [] });
    expect(delivery!.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'idempotency-key': batchId,
    });
  });

  it('tries values that are not saved, and saves nothing', async () => {
    const values = {
      pushBaseUrl: oracle.url,
      pushTokenUrl: `${oracle.url}/token`,
      pushClientId: 'client',
      pushClientSecret: 'typed in',
    };

    const response = await ask({ PUSH_ALLOW_PRIVATE_TARGETS: 'true' }, values);

    expect(await response.json()).toMatchObject({ ok: true });
    expect(oracle.tokenRequests[0]!.headers.authorization).toBe(
      `Basic ${Buffer.from('client:typed+in').toString('base64')}`,
    );
    expect(await database.dataSource.query('SELECT key FROM settings')).toEqual([]);
  });

  it.each([
    [400, { pushBatchSize: 0 }],
    [400, { nonsense: 1 }],
    [400, 'text'],
    [409, { pushScope: 'urn:y' }],
  ])('answers %d to the values %j, and sends nothing', async (status, values) => {
    expect((await ask(configured(), values as object)).status).toBe(status);
    expect(oracle.tokenRequests).toHaveLength(0);
  });

  it('is written into the audit log', async () => {
    await test(configured({ PUSH_CLIENT_SECRET: '' }));

    const [entry]: unknown[] = await database.dataSource.query(
      `SELECT action, target, details FROM audit_entries ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({
      action: 'connection.tested',
      target: 'oracle',
      details: { ok: false, failedAt: 'token_address' },
    });
  });

  it('asks for another token each time, and counts it', async () => {
    await test(configured());
    await test(configured());

    expect(oracle.tokenRequests).toHaveLength(2);
    const rows: unknown = await database.dataSource.query('SELECT token_requests FROM push_targets');
    expect(rows).toEqual([{ token_requests: 2 }]);
  });

  it('touches no hold', async () => {
    oracle.onDelivery = () => ({ status: 403 });

    await test(configured());

    const rows: unknown = await database.dataSource.query('SELECT hold_code FROM push_targets');
    expect(rows).toEqual([{ hold_code: null }]);
  });

  it('names what is missing, and sends nothing', async () => {
    const view = await test(configured({ PUSH_CLIENT_SECRET: '' }));

    expect(failedStep(view)).toMatchObject({
      step: 'token_address',
      detail: expect.stringContaining('Missing: Client Secret') as string,
    });
    expect(oracle.tokenRequests).toHaveLength(0);
  });

  it.each([
    ['token_address', { PUSH_TOKEN_URL: 'https://nobody.invalid/token' }, 'nobody.invalid'],
    ['token_address', { PUSH_ALLOW_PRIVATE_TARGETS: 'false' }, 'PUSH_ALLOW_PRIVATE_TARGETS'],
    ['api_address', { PUSH_BASE_URL: 'https://nobody.invalid' }, 'nobody.invalid'],
  ])('names step %s: %j', async (step, variables, words) => {
    expect(failedStep(await test(configured(variables)))).toMatchObject({
      step,
      detail: expect.stringContaining(words) as string,
    });
  });

  it.each([
    ['token_connection', 'PUSH_TOKEN_URL'],
    ['api_connection', 'PUSH_BASE_URL'],
  ])('names step %s when nobody listens', async (step, variable) => {
    const url = `http://127.0.0.1:${UNUSED_PORT}`;

    expect(failedStep(await test(configured({ [variable]: url })))).toMatchObject({
      step,
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  describe('over TLS', () => {
    const certificate = selfSignedCertificate();
    const granting: RequestListener = (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"access_token":"t","expires_in":3600}');

    it.each([
      ['token_tls', 'PUSH_TOKEN_URL'],
      ['api_tls', 'PUSH_BASE_URL'],
    ])('names step %s when the certificate is not trusted', async (step, variable) => {
      const { url } = await kept(startTlsServer(certificate, granting));

      expect(failedStep(await test(configured({ [variable]: url })))).toMatchObject({
        step,
        detail: expect.stringContaining('self-signed certificate') as string,
        action: expect.stringContaining('PUSH_CA_CERTIFICATE') as string,
      });
    });

    it('is well once the certificate is trusted', async () => {
      const { url } = await kept(startTlsServer(certificate, granting));

      const view = await test(
        configured({
          PUSH_TOKEN_URL: url,
          PUSH_BASE_URL: url,
          PUSH_CA_CERTIFICATE: certificate.cert.replaceAll('\n', '\\n'),
        }),
      );

      expect(view.ok).toBe(true);
      expect(view.steps.map(({ result }) => result)).toEqual(Array.from({ length: 9 }, () => 'ok'));
    });
  });

  it.each([
    ['token', { status: 401, body: { error: 'invalid_client' } }],
    ['scope', { status: 400, body: { error: 'invalid_scope', error_description: 'no such scope' } }],
    ['token', { status: 200, body: 'OK' }],
  ])('names step %s: %j', async (step, answer) => {
    oracle.onToken = () => answer;

    const view = await test(configured());

    expect(failedStep(view)?.step).toBe(step);
    expect(oracle.deliveries).toHaveLength(0);
  });

  it.each([401, 403, 404, 405, 302, 500, 503])('names step api: %d', async (status) => {
    oracle.onDelivery = () => ({ status });

    expect(failedStep(await test(configured()))?.step).toBe('api');
  });

  it('names step api: a page', async () => {
    const { url } = await kept(
      startHttpServer((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
      ),
    );

    expect(failedStep(await test(configured({ PUSH_BASE_URL: url })))).toMatchObject({
      step: 'api',
      detail: expect.stringContaining('Sign in') as string,
    });
  });

  it('never tells a secret', async () => {
    oracle.onToken = ({ headers, body }) => ({
      status: 400,
      body: { error: 'invalid_request', error_description: `${headers.authorization} ${body}` },
    });
    const byHeader = await test(configured());
    const byForm = await test(configured({ PUSH_CLIENT_AUTH: 'body' }));

    const told = JSON.stringify([byHeader, byForm]);
    expect(told).not.toContain('hunter2');
    expect(told).not.toContain(Buffer.from('client:hunter2').toString('base64'));
  });
});
