import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { describeError, startEmbeddedPostgres } from '@oracle-integration/platform';
import { configureService } from './configure-service';
import { DemoProcess } from './demo-process';
import { grantReading, recreateDatabases } from './demo-databases';

const SERVICE_DATABASE = 'oracle_integration';
const SITE_DATABASE = 'totara';
const SCOPE = 'urn:opc:resource:consumer::all';

/** Ten readable characters: a password to type, for a service that listens on this machine only. */
function shortSecret(): string {
  return randomBytes(8).toString('base64url').slice(0, 10);
}

/**
 * Everything at once, each part as its own process as it would be in real life: PostgreSQL, a Totara site whose
 * learners go on completing courses, a stand-in for Oracle, and the service between them.
 *
 * Each run begins anew. The service reads the site by an account that may only read.
 */
export async function runDemo(): Promise<void> {
  const env = process.env;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const started: { stop(): Promise<void> }[] = [];
  let isFailed = false;
  const stop = async (code: number) => {
    for (const part of started.splice(0).reverse()) await part.stop();
    process.exit(code);
  };
  process.once('SIGINT', () => void stop(0));
  process.once('SIGTERM', () => void stop(0));
  /** Only the first reason is said: what fails after it fails because of it. */
  const fail = async (reason: string) => {
    if (isFailed) return;
    isFailed = true;
    process.stderr.write(`${reason}\n`);
    await stop(1);
  };

  try {
    say(
      'Starting the demo: PostgreSQL, a sample Totara site, a stand-in for Oracle, and Oracle Integration …',
    );
    const server = await startEmbeddedPostgres({
      dataDir: resolve(env['DATA_DIR'] ?? './data', 'demo'),
      log: say,
    });
    started.push(server);
    await recreateDatabases(server.url('postgres'), [SERVICE_DATABASE, SITE_DATABASE]);

    const start = async (entry: string, environment: Record<string, string>) => {
      const part = new DemoProcess(entry, environment, (reason) => void fail(reason));
      started.push(part);
      return part;
    };

    const secret = randomBytes(24).toString('base64url');
    const webhooks = demoWebhooks(env);
    const [oracle, totara] = await Promise.all([
      start('apps/oracle-sandbox/main.js', {
        PORT: env['ORACLE_SANDBOX_PORT'] ?? '0',
        SANDBOX_CLIENT_ID: 'demo-client',
        SANDBOX_CLIENT_SECRET: secret,
        SANDBOX_SCOPE: SCOPE,
      }),
      start('apps/totara-sandbox/main.js', {
        TOTARA_SANDBOX_DATABASE_URL: server.url(SITE_DATABASE),
        TOTARA_SANDBOX_PER_MINUTE: env['TOTARA_SANDBOX_PER_MINUTE'] ?? '20',
        TOTARA_SANDBOX_PORT: env['TOTARA_SANDBOX_PORT'] ?? '0',
        ...webhooks.site,
      }),
    ]);
    const [, oracleUrl] = await oracle.waitFor(/listening on (http:\S+)/);
    const [siteLine] = await totara.waitFor(/Totara sandbox ready: .*/);
    const readerUrl = await grantReading(server.url(SITE_DATABASE), 'totara_reader', shortSecret());

    const email = 'manager@example.com';
    const password = shortSecret();
    const token = `oi_${randomBytes(24).toString('base64url')}`;
    const service = await start('apps/api/main.js', {
      NODE_ENV: 'production',
      PORT: env['PORT'] ?? '3000',
      HOST: env['HOST'] ?? '127.0.0.1',
      LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn',
      DATABASE_URL: server.url(SERVICE_DATABASE),
      // Each run begins with an empty database: nothing is left that an earlier key has sealed.
      APP_SECRET: randomBytes(32).toString('base64url'),
      ADMIN_EMAIL: email,
      ADMIN_PASSWORD: password,
      PULL_TOKEN: token,
      // Pinned: the site sends before the settings below are saved. It also shows what a locked setting looks like.
      ...webhooks.service,
    });
    const [, url] = await service.waitFor(/is ready at (http\S+)/);
    await configureService(
      url!,
      { email, password },
      {
        totaraDatabaseUrl: readerUrl,
        totaraSiteId: 'sample',
        totaraPollSeconds: 1,
        pushEnabled: true,
        pushBaseUrl: oracleUrl!,
        pushTokenUrl: `${oracleUrl}/oauth2/v1/token`,
        pushClientId: 'demo-client',
        pushClientSecret: secret,
        pushScope: SCOPE,
        pushHistory: 'all',
        pushAllowPrivateTargets: true,
        pullEnabled: true,
        historyFileAssignedBy: '300100000000001',
      },
    );
    await firstCompletion(`${url}/api/v1/completions?limit=1&status=complete`, token);
    say(readySheet({ url: url!, oracleUrl: oracleUrl!, siteLine, email, password, token }));
  } catch (error) {
    // A request fails a moment before the end of the part that was to answer it is known.
    await new Promise((wake) => setTimeout(wake, 500));
    await fail(`The demo cannot run: ${describeError(error)}`);
  }
}

/**
 * The site tells the service of completions by webhooks too, signed with a secret that both know. Tries are a second
 * apart where Totara waits a minute: the site is up before the service is.
 */
function demoWebhooks(
  env: Record<string, string | undefined>,
): Record<'site' | 'service', Record<string, string>> {
  const secret = randomBytes(18).toString('base64url');
  const host = env['HOST'] ?? '127.0.0.1';
  // "On all addresses" is none that one can call.
  const address = `http://${/^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host}:${env['PORT'] ?? '3000'}`;
  return {
    site: {
      TOTARA_SANDBOX_WEBHOOK_URL: `${address}/api/v1/totara/events`,
      TOTARA_SANDBOX_WEBHOOK_SECRET: secret,
      TOTARA_SANDBOX_WEBHOOK_MINUTE_MS: '1000',
    },
    service: { TOTARA_WEBHOOK_SECRET: secret },
  };
}

/** Waits until the first completion can be pulled: the line we print is to show something at once. */
async function firstCompletion(url: string, token: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 100) {
    const answer = await fetch(url, { headers: { 'x-api-key': token } });
    const { items } = (await answer.json()) as { items?: unknown[] };
    if (items && items.length > 0) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

interface ReadySheet {
  url: string;
  oracleUrl: string;
  siteLine: string;
  email: string;
  password: string;
  token: string;
}

/** What a newcomer needs, ready to paste. */
function readySheet({ url, oracleUrl, siteLine, email, password, token }: ReadySheet): string {
  return `
Oracle Integration demo is ready. Completions are on their way.

  Control panel    ${url}
  Sign in as       ${email}
  Password         ${password}
  API token        ${token}
  Oracle sandbox   ${oracleUrl}
  Sample site      ${siteLine.replace('Totara sandbox ready: ', '')}; learners go on completing courses

Pull completions:
  curl -s -H 'X-Api-Key: ${token}' '${url}/api/v1/completions?limit=3'

What the stand-in for Oracle has received:
  curl -s ${oracleUrl}/_sandbox/stats

Ctrl-C stops everything.
`;
}
