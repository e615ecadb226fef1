import 'reflect-metadata';
import {
  type ApiError,
  CSRF_HEADER,
  type ManagerRole,
  type SessionView,
} from '@oracle-integration/contracts';
import { parseEnvironment } from '@oracle-integration/platform';
import {
  createEmptyDatabase,
  type RunningProcess,
  startProcess,
  type TestDatabase,
} from '@oracle-integration/testing';
import { Client } from 'pg';
import { AppModule } from './app.module';
import { serviceDataSource } from './data-source';
import { type CalledRoute, calledRoutesOf, controllersOf } from './testing/routes';

const ADMIN = { email: 'manage@example.com', password: 'correct horse battery' };
const TOKEN = 'oi_a_token_for_the_tests_only';
const VARIABLES = {
  NODE_ENV: 'production',
  PORT: '0',
  ROLE: 'api',
  LOG_LEVEL: 'fatal',
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
  PULL_TOKEN: TOKEN,
};
const READING = ['GET', 'HEAD', 'OPTIONS'];
/** What the guard says to whom a route is not for. */
const TURNED_AWAY = ['AUTH.NOT_SIGNED_IN', 'AUTH.NOT_ALLOWED', 'AUTH.CSRF_INVALID', 'AUTH.TOKEN_MISSING'];

interface Caller {
  readonly cookie?: string;
  readonly csrfToken?: string;
  readonly token?: string;
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
}

/** The service as it runs, with one person of each role. */
class RunningApi {
  private constructor(
    private readonly process: RunningProcess,
    private readonly url: string,
    readonly routes: CalledRoute[],
  ) {}

  /** The built service; its routes are read from the sources that it was built of. */
  static async start(database: TestDatabase, variables: Record<string, string> = {}): Promise<RunningApi> {
    const process = startProcess('apps/api/main.js', {
      ...VARIABLES,
      ...variables,
      DATABASE_URL: database.url,
    });
    const [, url] = await process.waitFor(/is ready at (http\S+)/);
    await addViewer(database);
    return new RunningApi(process, url!, await writtenRoutes());
  }

  /** A session of its own for each call: some calls end it. */
  async signedIn(role: ManagerRole): Promise<Caller> {
    const answer = await fetch(`${this.url}/api/admin/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${role}@example.com`, password: ADMIN.password }),
    });
    const { csrfToken } = (await answer.json()) as SessionView;
    return { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, csrfToken };
  }

  async call({ method, path }: CalledRoute, { cookie, csrfToken, token }: Caller): Promise<Answer> {
    const headers = {
      ...(cookie ? { cookie } : {}),
      ...(csrfToken ? { [CSRF_HEADER]: csrfToken } : {}),
      ...(token ? { 'x-api-key': token } : {}),
      ...(READING.includes(method) ? {} : { 'content-type': 'application/json' }),
    };
    const address = path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000').replace('*', 'nowhere');
    const answer = await fetch(this.url + address, {
      method,
      headers,
      redirect: 'manual',
      ...(READING.includes(method) ? {} : { body: '{}' }),
    });
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    const code = isProblem ? ((await answer.json()) as ApiError).code : undefined;
    if (!isProblem) await answer.body?.cancel();
    return { status: answer.status, code };
  }

  async stop(): Promise<void> {
    await this.process.end();
  }
}

async function writtenRoutes(): Promise<CalledRoute[]> {
  const dataSource = serviceDataSource('postgres://localhost/not-connected');
  const root = AppModule.forProcess({ environment: parseEnvironment({}), raw: {}, dataSource });
  return [...(await controllersOf(root))].flatMap(calledRoutesOf);
}

/** Somebody who may only look, with the password of the other. */
async function addViewer(database: TestDatabase): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO managers (id, email, password_hash, role)
     SELECT gen_random_uuid(), 'view@example.com', password_hash, 'view' FROM managers`,
  );
  await client.end();
}

describe('every route over HTTP', () => {
  let database: TestDatabase;
  let api: RunningApi;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    api = await RunningApi.start(database);
  });

  afterAll(async () => {
    await api.stop();
    await database.drop();
  });

  const withRule = (...rules: string[]) => api.routes.filter(({ rule }) => rules.includes(rule ?? ''));
  const nameOf = ({ method, path }: CalledRoute) => `${method} ${path}`;

  /** The answers that one kind of caller gets on these routes, by route. */
  async function answersTo(
    routes: CalledRoute[],
    callerOf: () => Promise<Caller> | Caller,
  ): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>();
    for (const route of routes) answers.set(nameOf(route), await api.call(route, await callerOf()));
    return answers;
  }

  const those = (answers: Map<string, Answer>, isIt: (answer: Answer) => boolean) =>
    [...answers]
      .filter(([, answer]) => isIt(answer))
      .map(([name, { status, code }]) => `${name}: ${status} ${code}`);
  const isNot = (status: number, code: string) => (answer: Answer) =>
    answer.status !== status || answer.code !== code;
  const isTurnedAway = ({ code = '' }: Answer) => TURNED_AWAY.includes(code);
  const isFailure = ({ status }: Answer) => status >= 500 && status !== 503;

  it('is seen by this walk', () => {
    expect(withRule('view').length).toBeGreaterThan(15);
    expect(withRule('manage').length).toBeGreaterThan(25);
    expect(withRule('token:read', 'token:ack').length).toBeGreaterThan(0);
  });

  it.each([
    ['nobody', () => ({})],
    ['an API token', () => ({ token: TOKEN })],
    [
      'a cookie that is made up',
      () => ({ cookie: 'oracle_integration_session=made-up', csrfToken: 'made-up' }),
    ],
  ])('of the panel is closed to %s', async (_case, callerOf) => {
    const answers = await answersTo(withRule('view', 'manage'), callerOf);

    expect(those(answers, isNot(401, 'AUTH.NOT_SIGNED_IN'))).toEqual([]);
  });

  it('that manages is closed to the role view', async () => {
    const answers = await answersTo(withRule('manage'), () => api.signedIn('view'));

    expect(those(answers, isNot(403, 'AUTH.NOT_ALLOWED'))).toEqual([]);
  });

  it.each(['view', 'manage'] as const)('that shows is open to the role %s, and none fails', async (role) => {
    const answers = await answersTo(withRule('view'), () => api.signedIn(role));

    expect(those(answers, isTurnedAway)).toEqual([]);
    expect(those(answers, isFailure)).toEqual([]);
  });

  it('that manages is open to the role manage, and none fails for an empty request', async () => {
    const answers = await answersTo(withRule('manage'), () => api.signedIn('manage'));

    expect(those(answers, isTurnedAway)).toEqual([]);
    expect(those(answers, isFailure)).toEqual([]);
  });

  it.each([
    ['without a CSRF token', undefined],
    ['with the CSRF token of nobody', 'x'.repeat(43)],
  ])('that changes something is closed %s', async (_case, csrfToken) => {
    const changing = withRule('view', 'manage').filter(({ method }) => !READING.includes(method));

    const answers = await answersTo(changing, async () => ({ ...(await api.signedIn('manage')), csrfToken }));

    expect(changing.length).toBeGreaterThan(25);
    expect(those(answers, isNot(403, 'AUTH.CSRF_INVALID'))).toEqual([]);
  });

  it('that reads changes nothing by itself: none is called by anything but GET', () => {
    expect([...new Set(api.routes.map(({ method }) => method))].sort()).toEqual([
      'DELETE',
      'GET',
      'PATCH',
      'POST',
      'PUT',
    ]);
  });

  it('of outside systems is open to an API token, and to no manager', async () => {
    const routes = withRule('token:read', 'token:ack');

    const token = await answersTo(routes, () => ({ token: TOKEN }));
    const manager = await answersTo(routes, () => api.signedIn('manage'));
    const wrong = await answersTo(routes, () => ({ token: 'oi_made_up' }));

    expect(those(token, ({ status }) => status === 401 || status === 403)).toEqual([]);
    expect(those(token, isFailure)).toEqual([]);
    expect(those(manager, isNot(401, 'AUTH.TOKEN_MISSING'))).toEqual([]);
    expect(those(wrong, ({ status }) => status !== 401)).toEqual([]);
  });

  it('that is public turns nobody away at the door, and none fails', async () => {
    const answers = await answersTo(withRule('public'), () => ({}));

    expect(those(answers, isTurnedAway)).toEqual([]);
    expect(those(answers, isFailure)).toEqual([]);
  });
});

describe('while the integration is off', () => {
  let database: TestDatabase;
  let api: RunningApi;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    api = await RunningApi.start(database, { INTEGRATION_ENABLED: 'false' });
  });

  afterAll(async () => {
    await api.stop();
    await database.drop();
  });

  it('nothing of the panel answers but signing in, settings, people and the audit log', async () => {
    const answering: string[] = [];
    for (const route of api.routes.filter(({ rule }) => rule === 'view' || rule === 'manage')) {
      const { status, code } = await api.call(route, await api.signedIn('manage'));
      if (status !== 503 || code !== 'AUTH.INTEGRATION_OFF') answering.push(route.name.split('.')[0]!);
    }

    expect([...new Set(answering)].sort()).toEqual([
      // Whom we tell is tried in Settings.
      'AlertController',
      'AuditController',
      'ConnectionTestController',
      'InvitationController',
      // What is mapped is prepared before the integration is switched on.
      'LookupTableController',
      'ManagerController',
      'MappingPreviewController',
      'PreflightController',
      'ProfileGuidesController',
      'SessionController',
      'SettingsController',
      'SsoController',
      'TokenController',
      'TotaraConnectionTestController',
    ]);
  });
});
