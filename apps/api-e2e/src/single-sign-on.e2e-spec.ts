import { CSRF_HEADER, type SessionView, type SingleSignOnLinkView } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';
import { Browser } from './system/browser';
import { IdentityProvider } from './system/identity-provider';
import { Manager, postJson } from './system/manager';
import { MANAGER, Service } from './system/service';

const SECOND_MS = 1_000;
const realNow = Date.now;
const isCallback = (url: string) => url.includes('/api/admin/sso/callback');

describe('single sign-on', () => {
  let database: TestDatabase;
  let provider: IdentityProvider;
  let service: Service;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    provider = await IdentityProvider.start();
    service = await Service.start({ DATABASE_URL: database.url, ...provider.environment });
    provider.admit(service.url);
    provider.people.set('sub-anna', { email: 'Anna@example.com', name: 'Anna', groups: ['hr', 'hr-admins'] });
    provider.people.set('sub-ben', { email: 'ben@example.com', groups: 'hr' });
    provider.people.set('sub-eve', { email: 'eve@example.com', groups: ['sales'] });
    provider.people.set('sub-mallory', { email: MANAGER.email, groups: ['hr-admins'] });
    provider.people.set('sub-nobody', { groups: ['hr'] });
  });

  afterEach(() => {
    Date.now = realNow;
    provider.isCancelled = false;
  });

  afterAll(async () => {
    await service?.stop();
    await provider?.stop();
    await database?.drop();
  });

  const start = (returnTo = '/queue') =>
    `${service.url}/api/admin/sso/start?returnTo=${encodeURIComponent(returnTo)}`;
  const session = async (browser: Browser) => {
    const answer = await browser.go(`${service.url}/api/admin/session`);
    return answer.status === 200 ? ((await answer.json()) as SessionView) : answer.status;
  };

  async function query<Row extends object>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Goes the whole way; answers the path of this service at the end. */
  async function signIn(person: string, browser = new Browser(), returnTo?: string): Promise<string> {
    provider.nextPerson = person;
    const end = new URL(await browser.follow(start(returnTo)));
    expect(end.origin).toBe(service.url);
    return end.pathname + end.search;
  }

  /** As far as the address that the provider sends the browser back to, which it has not opened yet. */
  async function untilCallback(person: string, browser: Browser): Promise<string> {
    provider.nextPerson = person;
    return browser.follow(start(), isCallback);
  }

  it('is announced to the sign-in page', async () => {
    const answer = await fetch(`${service.url}/api/admin/sso`);

    expect(await answer.json()).toEqual({
      isOn: true,
      label: 'Sign in with your organisation',
      areLocalAccountsOn: true,
    });
  });

  it('makes an account at the first time and finds it again, with the role of its groups', async () => {
    const browser = new Browser();
    const path = await signIn('sub-anna', browser);
    const first = (await session(browser)) as SessionView;
    await signIn('sub-anna', new Browser());

    expect(path).toBe('/queue');
    expect(first.manager).toMatchObject({ email: 'anna@example.com', role: 'manage' });
    expect(
      await query(`SELECT name, password_hash, sso_subject FROM managers WHERE email = 'anna@example.com'`),
    ).toEqual([{ name: 'Anna', password_hash: null, sso_subject: 'sub-anna' }]);
  });

  it('asks the provider for a code with PKCE, state and nonce, all new each time', async () => {
    const questions = await Promise.all(
      [1, 2].map(async () => {
        const answer = await new Browser().go(start());
        return new URL(answer.headers.get('location')!).searchParams;
      }),
    );

    for (const question of questions)
      expect(Object.fromEntries(question)).toMatchObject({
        response_type: 'code',
        code_challenge_method: 'S256',
        redirect_uri: `${service.url}/api/admin/sso/callback`,
      });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(questions[0]!.get(name)).not.toBe(questions[1]!.get(name));
  });

  it('follows the groups at each sign-in, also downwards', async () => {
    const browser = new Browser();
    await signIn('sub-ben', browser);
    const before = (await session(browser)) as SessionView;
    provider.people.set('sub-ben', { email: 'ben@example.com', groups: ['hr-admins'] });
    await signIn('sub-ben', browser);
    const promoted = (await session(browser)) as SessionView;
    provider.people.set('sub-ben', { email: 'ben@example.com', groups: 'hr' });
    await signIn('sub-ben', browser);

    expect(
      [before, promoted, await session(browser)].map((view) => (view as SessionView).manager.role),
    ).toEqual(['view', 'manage', 'view']);
  });

  it.each([
    ['is in none of the groups', 'sub-eve', 'no_role'],
    ['has no e-mail address', 'sub-nobody', 'no_email'],
    ['has the e-mail address of an account with a password', 'sub-mallory', 'email_taken'],
  ])('lets nobody in who %s', async (_case, person, refusal) => {
    const browser = new Browser();

    expect(await signIn(person, browser)).toBe(`/sign-in?refused=${refusal}`);
    expect(await session(browser)).toBe(401);
  });

  it('lets nobody in who calls it off', async () => {
    provider.isCancelled = true;

    expect(await signIn('sub-anna')).toBe('/sign-in?refused=denied');
  });

  it('lets nobody in whose account is disabled here', async () => {
    provider.people.set('sub-carl', { email: 'carl@example.com', groups: 'hr' });
    await signIn('sub-carl');
    await query(`UPDATE managers SET is_enabled = false WHERE email = 'carl@example.com'`);

    expect(await signIn('sub-carl')).toBe('/sign-in?refused=disabled');
  });

  it.each([
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/people?q=a%20b', '/people?q=a%20b'],
  ])('returns to pages of this panel only: %s', async (wanted, path) => {
    expect(await signIn('sub-anna', new Browser(), wanted)).toBe(path);
  });

  describe('refuses an answer', () => {
    it('with another state', async () => {
      const browser = new Browser();
      const callback = new URL(await untilCallback('sub-anna', browser));
      callback.searchParams.set('state', 'x'.repeat(43));

      expect(await browser.follow(callback.href)).toBe(`${service.url}/sign-in?refused=expired`);
      expect(await session(browser)).toBe(401);
    });

    it('that another browser began', async () => {
      const callback = await untilCallback('sub-anna', new Browser());
      const victim = new Browser();

      expect(await victim.follow(callback)).toBe(`${service.url}/sign-in?refused=expired`);
      expect(await session(victim)).toBe(401);
    });

    it('a second time', async () => {
      const browser = new Browser();
      const callback = await untilCallback('sub-anna', browser);
      const flow = browser.cookie(service.url, 'oracle_integration_sso')!;
      await browser.follow(callback);
      const thief = { headers: { cookie: `oracle_integration_sso=${flow}` }, redirect: 'manual' } as const;

      const again = await fetch(callback, thief);

      expect(again.headers.get('location')).toBe('/sign-in?refused=expired');
      expect(again.headers.getSetCookie().join()).not.toContain('oracle_integration_session=');
    });

    it('whose code was used before', async () => {
      const browser = new Browser();
      const used = new URL(await untilCallback('sub-anna', browser));
      await browser.follow(used.href);
      const fresh = new URL(await untilCallback('sub-anna', browser));
      fresh.searchParams.set('code', used.searchParams.get('code')!);

      expect(await browser.follow(fresh.href)).toBe(`${service.url}/sign-in?refused=expired`);
    });

    it('that comes too late', async () => {
      const browser = new Browser();
      const callback = await untilCallback('sub-anna', browser);
      await query(`UPDATE sso_flows SET expires_at = now() - interval '1 second'`);

      expect(await browser.follow(callback)).toBe(`${service.url}/sign-in?refused=expired`);
    });

    it('whose token was made for another question', async () => {
      const browser = new Browser();
      const callback = await untilCallback('sub-anna', browser);
      await query(`UPDATE sso_flows SET nonce = 'another'`);

      expect(await browser.follow(callback)).toBe(`${service.url}/sign-in?refused=answer_invalid`);
      expect(await session(browser)).toBe(401);
    });

    it('that was asked for with another code verifier', async () => {
      const browser = new Browser();
      const callback = await untilCallback('sub-anna', browser);
      await query(`UPDATE sso_flows SET code_verifier = '${'x'.repeat(43)}'`);

      expect(await browser.follow(callback)).toBe(`${service.url}/sign-in?refused=expired`);
    });
  });

  it.each([
    ['ten seconds', 10, '/queue'],
    ['ten minutes', 600, '/sign-in?refused=answer_invalid'],
  ])('with a provider whose token has run out for %s on our clock', async (_case, seconds, path) => {
    // The provider runs in this process, the service in its own. An ID token lives for an hour.
    Date.now = () => realNow() - (3600 + seconds) * SECOND_MS;

    expect(await signIn('sub-anna')).toBe(path);
  });

  it('is connected with an account that has a password only by who is signed in to it', async () => {
    provider.people.set('sub-manager', { email: 'else@example.com', groups: ['hr-admins'] });
    const browser = new Browser();
    const signedIn = await browser.go(`${service.url}/api/admin/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(MANAGER),
    });
    const { csrfToken } = (await signedIn.json()) as SessionView;
    const link = (headers: Record<string, string>) =>
      browser.go(`${service.url}/api/admin/sso/link`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"returnTo":"/settings"}',
      });

    const forged = await link({});
    const { url } = (await (await link({ [CSRF_HEADER]: csrfToken })).json()) as SingleSignOnLinkView;
    provider.nextPerson = 'sub-manager';
    const end = await browser.follow(url);
    const other = new Browser();
    await signIn('sub-manager', other);

    expect(forged.status).toBe(403);
    expect(end).toBe(`${service.url}/settings`);
    expect(((await session(other)) as SessionView).manager.email).toBe(MANAGER.email);
  });

  it('leaves word in the audit log, and no secret in it or in the log', async () => {
    const manager = await Manager.signIn(service.url, MANAGER);
    await signIn('sub-eve');

    const audit = await (await manager.call('GET', '/api/admin/audit?limit=500')).text();

    expect(audit).toContain('"reason":"no_role"');
    expect(audit).toContain('"method":"single_sign_on"');
    expect(audit).toContain('"action":"manager.identity_linked"');
    expect(audit + service.process.output()).not.toContain(provider.environment['OIDC_CLIENT_SECRET']);
  });
});

describe('single sign-on in place of passwords', () => {
  let database: TestDatabase;
  let provider: IdentityProvider;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    provider = await IdentityProvider.start();
  });

  afterEach(async () => {
    await provider.stop();
    await database.drop();
  });

  it('keeps the account of the environment as the way in when the provider is down, and says so to all others', async () => {
    const service = await Service.start({
      DATABASE_URL: database.url,
      ...provider.environment,
      LOCAL_ACCOUNTS_ENABLED: 'false',
    });
    await provider.stop();

    const end = await new Browser().follow(`${service.url}/api/admin/sso/start`);
    const view = await (await fetch(`${service.url}/api/admin/sso`)).json();
    const admin = await postJson(`${service.url}/api/admin/session`, MANAGER);
    await service.stop();

    expect(end).toBe(`${service.url}/sign-in?refused=provider_unreachable`);
    expect(view).toMatchObject({ isOn: true, areLocalAccountsOn: false });
    expect(admin.status).toBe(200);
  });

  it('is off until it is set up, and passwords cannot be switched off before', async () => {
    const service = await Service.start({ DATABASE_URL: database.url, LOCAL_ACCOUNTS_ENABLED: 'false' });

    const end = await new Browser().follow(`${service.url}/api/admin/sso/start`);
    const view = await (await fetch(`${service.url}/api/admin/sso`)).json();
    await service.stop();

    expect(end).toBe(`${service.url}/sign-in?refused=off`);
    expect(view).toMatchObject({ isOn: false, areLocalAccountsOn: true });
  });
});
