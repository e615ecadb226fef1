import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GeneratedApiTokenView, OverviewView, SettingsView } from '@oracle-integration/contracts';
import { waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { dumpOf } from './system/database-dump';
import { Manager, postJson } from './system/manager';
import { MANAGER, type Service } from './system/service';
import { System } from './system/system';

/** Each secret of the run, recognisable wherever it turns up. */
const MARKED = {
  ADMIN_PASSWORD: 'marker-password-of-the-manager',
  APP_SECRET: 'marker-app-secret-00112233445566778899aabb',
  PULL_TOKEN: 'oi_marker_token_of_the_environment',
  TOTARA_WEBHOOK_SECRET: 'marker-webhook-secret-of-totara',
  TOTARA_WEBHOOK_PREVIOUS_SECRET: 'marker-webhook-secret-of-before',
  OIDC_CLIENT_SECRET: 'marker-secret-of-single-sign-on',
};
const SITE_PASSWORD = 'marker-password-of-the-site';
const WRONG_PASSWORD = 'marker-password-that-is-wrong';
const STORED_SECRET = 'marker-client-secret-of-oracle';
const ACCESS_TOKEN = 'marker-access-token-of-oracle';
const READER = 'reader_of_secrets';

/** Everything that a manager can look at without knowing an id. */
const VIEWS = [
  'session',
  'sessions',
  'overview',
  'queue',
  'queue/groups',
  'people',
  'settings',
  'tokens',
  'managers',
  'managers/invitations',
  'sso',
  'audit?limit=500',
  'audit.csv',
  'reconciliation',
  'imports',
  'backfills',
  'erasures',
  'webhooks',
].map((path) => `/api/admin/${path}`);

/** Takes everything, or answers with an error that repeats whatever it was told: credentials, too. */
class TalkativeOracle {
  private server: Server | undefined;
  isTroubled = false;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        response.setHeader('content-type', 'application/json');
        if (this.isTroubled) {
          response.statusCode = request.url === '/token' ? 200 : 500;
        }
        if (request.url === '/token') {
          return response.end(
            JSON.stringify({ access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 3600 }),
          );
        }
        const told = `${request.headers.authorization ?? ''} client_secret=${STORED_SECRET} ${ACCESS_TOKEN}`;
        const { items } = JSON.parse(body) as { items: { id: string }[] };
        return response.end(
          JSON.stringify(
            this.isTroubled
              ? { detail: told }
              : {
                  items: items.map(({ id }) => ({
                    id,
                    status: 422,
                    error: { title: 'Refused', detail: told },
                  })),
                },
          ),
        );
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    return new Promise((resolve) => {
      this.server?.closeAllConnections();
      this.server?.close(resolve);
    });
  }
}

describe('the secrets of a whole run', () => {
  const oracle = new TalkativeOracle();
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const secrets = new Map<string, string>(Object.entries(MARKED));
  const answers: string[] = [];
  let system: System;
  let service: Service;
  let manager: Manager;

  beforeAll(async () => {
    system = await System.create(5);
    const url = await oracle.start();
    service = await system.startService({
      ...MARKED,
      LOG_LEVEL: 'verbose',
      TOTARA_DATABASE_URL: await readingUrl(SITE_PASSWORD),
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_CLIENT_ID: 'panel',
      PUSH_HISTORY: 'all',
      PUSH_BASE_URL: url,
      PUSH_TOKEN_URL: `${url}/token`,
      PUSH_CLIENT_SECRET: '',
    });
    manager = await Manager.signIn(service.url, { ...MANAGER, password: MARKED.ADMIN_PASSWORD });
    secrets.set('stored client secret', STORED_SECRET);
    secrets.set('private key', privateKey.split('\n')[3]!);
    secrets.set('access token', ACCESS_TOKEN);
    secrets.set('password of the site', SITE_PASSWORD);
    secrets.set('wrong password', WRONG_PASSWORD);
    secrets.set('session', decodeURIComponent(manager.cookie.split('=')[1]!));
    await doEverything();
  });

  afterAll(async () => {
    await system.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${READER}'`);
    await service?.stop();
    await oracle.stop();
    await ofSite(`DROP OWNED BY ${READER}; DROP ROLE ${READER}`);
    await system?.stop();
  });

  async function ofSite(sql: string): Promise<void> {
    const client = new Client({ connectionString: system.site.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  /** The site by an account of its own, with a password that can be recognised. */
  async function readingUrl(password: string): Promise<string> {
    await ofSite(`CREATE ROLE ${READER} LOGIN PASSWORD '${password}';
      GRANT USAGE ON SCHEMA public TO ${READER}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${READER}`);
    const url = new URL(system.site.url);
    url.username = READER;
    url.password = password;
    return url.href;
  }

  async function noted(answer: Promise<Response>): Promise<string> {
    const response = await answer;
    const text = `${JSON.stringify([...response.headers])} ${await response.text()}`;
    answers.push(text);
    return text;
  }

  const overviewOnce = (isSo: (overview: OverviewView) => boolean) =>
    waitUntil(
      async () => (await (await manager.call('GET', '/api/admin/overview')).json()) as OverviewView,
      isSo,
    );

  async function doEverything(): Promise<void> {
    const { version } = (await (await manager.call('GET', '/api/admin/settings')).json()) as SettingsView;
    const changes = { pushClientSecret: STORED_SECRET, pushPrivateKey: privateKey };
    await noted(manager.send('PUT', '/api/admin/settings', { version, changes }));
    await noted(manager.send('PUT', '/api/admin/settings', { changes: { pushClientSecret: 7 } }));
    await overviewOnce(({ queue }) => queue.dead + queue.parked > 0);
    oracle.isTroubled = true;
    await manager.send('POST', '/api/admin/queue/requeue', { statuses: ['dead', 'parked'] });
    await overviewOnce(({ queue, holds }) => holds.length > 0 || queue.failed > 0);
    await noted(manager.send('POST', '/api/admin/connections/oracle/test', {}));
    await noted(manager.send('POST', '/api/admin/connections/totara/test', {}));
    const wrong = new URL(system.site.url);
    wrong.password = WRONG_PASSWORD;
    wrong.username = 'nobody';
    await noted(
      manager.send('POST', '/api/admin/connections/totara/test', {
        values: { totaraDatabaseUrl: wrong.href },
      }),
    );
    const generated = (await (
      await manager.send('POST', '/api/admin/tokens', { label: 'Shown once' })
    ).json()) as GeneratedApiTokenView;
    secrets.set('generated token', generated.token);
    await noted(service.pull('', { 'x-api-key': generated.token }));
    await noted(service.pull('?limit=0', { 'x-api-key': MARKED.PULL_TOKEN }));
    await noted(service.pull('', { 'x-api-key': `${generated.token}x` }));
    await noted(
      postJson(`${service.url}/api/admin/session`, { email: MANAGER.email, password: WRONG_PASSWORD }),
    );
    await noted(fetch(`${service.url}/api/admin/sso/start`, { redirect: 'manual' }));
    for (const path of VIEWS) await noted(manager.call('GET', path));
    for (const path of ['/health/ready', '/metrics', '/api/openapi.json', '/'])
      await noted(fetch(`${service.url}${path}`));
  }

  it('were really used: Oracle refused items and was in trouble, and was told of the stored secret', async () => {
    const { queue } = await overviewOnce(() => true);

    expect(queue.sent).toBe(0);
    expect(queue.queued + queue.failed + queue.dead + queue.parked).toBeGreaterThan(0);
    expect(answers.length).toBeGreaterThan(VIEWS.length);
  });

  it('are not in the database', async () => {
    const dump = await dumpOf(system.database.url);

    expect(namesWithin(dump)).toEqual([]);
  });

  it('are in no answer', () => {
    expect(answers.flatMap((answer) => namesWithin(answer))).toEqual([]);
  });

  it('are not in the log, however much it tells', async () => {
    await service.stop();

    expect(namesWithin(service.process.output())).toEqual([]);
  });

  /** The secrets that a text holds, by their names. */
  function namesWithin(text: string): string[] {
    return [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);
  }
});
