import type { OverviewView } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Manager, postJson } from './system/manager';
import { MANAGER, Service } from './system/service';

describe('a manager', () => {
  let database: TestDatabase;
  let service: Service;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    service = await Service.start({ DATABASE_URL: database.url });
  });

  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('signs in, sees who is signed in, signs out, and is a stranger then', async () => {
    const manager = await Manager.signIn(service.url, MANAGER);
    const session = await manager.call('GET', '/api/admin/session');
    const signOut = await manager.call('DELETE', '/api/admin/session');
    const after = await manager.call('GET', '/api/admin/session');

    expect(await session.json()).toMatchObject({ manager: { email: MANAGER.email, role: 'manage' } });
    expect(signOut.status).toBe(204);
    expect(after.status).toBe(401);
    expect(await after.json()).toMatchObject({ code: 'AUTH.NOT_SIGNED_IN' });
  });

  it('gets a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await postJson(`${service.url}/api/admin/session`, MANAGER);

    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^oracle_integration_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
      ) as string,
      expect.stringMatching(/^oracle_integration_device=.*; HttpOnly; SameSite=Lax$/) as string,
    ]);
  });

  it.each([
    ['a wrong password', { ...MANAGER, password: 'not the password' }],
    ['an address that nobody has', { ...MANAGER, email: 'nobody@example.com' }],
  ])('is refused with the same words for %s', async (_, credentials) => {
    const answer = await postJson(`${service.url}/api/admin/session`, credentials);

    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.json()).toMatchObject({
      code: 'AUTH.CREDENTIALS_WRONG',
      detail: 'This e-mail address and password do not belong together.',
    });
  });

  it.each([
    ['without a CSRF token', null],
    ['with another CSRF token', 'x'.repeat(43)],
  ])('changes nothing %s', async (_, csrfToken) => {
    const manager = await Manager.signIn(service.url, MANAGER);

    const answer = await manager.call('DELETE', '/api/admin/session', csrfToken);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'AUTH.CSRF_INVALID' });
    expect((await manager.call('GET', '/api/admin/session')).status).toBe(200);
  });

  it('sees when an outside system pulled last', async () => {
    const before = Date.now();
    await service.pull('');

    const { pull } = await waitUntil(
      () => service.overview(),
      (overview) => overview.pull.lastPulledAt !== null,
    );

    expect(Date.parse(pull.lastPulledAt!)).toBeGreaterThan(before - 1_000);
    expect(Date.parse(pull.lastPulledAt!)).toBeLessThan(Date.now() + 1_000);
  });

  it('is the only one who sees the overview', async () => {
    const answer = await fetch(`${service.url}/api/admin/overview`);

    expect(answer.status).toBe(401);
  });
});

describe('a service with a database of its own', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase();
  });

  afterEach(() => database.drop());

  it('shows every figure of the overview while it has nothing yet', async () => {
    const service = await Service.start({ DATABASE_URL: database.url });

    const overview = await service.overview();
    await service.stop();

    expect(overview).toEqual({
      enabled: true,
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      capture: {
        state: 'not_configured',
        siteId: 'totara',
        source: null,
        rowsRead: 0,
        firstLoadFinishedAt: null,
        lastReadAt: null,
        trouble: null,
      },
      ledger: { completed: 0, archived: 0, unfinished: 0, revoked: 0 },
      pull: { enabled: true, url: `${service.url}/api/v1/completions`, lastPulledAt: null },
      push: {
        enabled: false,
        profile: 'generic-json',
        baseUrl: null,
        tokenUrl: null,
        lastDeliveryAt: null,
        pause: null,
        nextAttempts: expect.any(Array) as string[],
      },
      queue: { queued: 0, sending: 0, sent: 0, failed: 0, dead: 0, parked: 0, withdrawn: 0 },
      holds: [],
      flags: [],
      lastCompletion: null,
      oldestWaitingAt: null,
      freshness: { deliveries: 0, medianSeconds: null, p95Seconds: null },
      events: [],
    } satisfies OverviewView);
  });

  it.each([
    ['nobody listens there', 'postgres://reader:s3cret@127.0.0.1:1/totara', /refuses the connection/],
    [
      'its name is unknown',
      'postgres://reader:s3cret@totara.invalid/totara',
      /address of the Totara database/,
    ],
  ])('tells the manager in words that the site cannot be reached: %s', async (_, url, reason) => {
    const service = await Service.start({ DATABASE_URL: database.url, TOTARA_DATABASE_URL: url });

    const overview = await waitUntil(
      () => service.overview(),
      ({ capture }) => capture.trouble !== null,
    );
    await service.stop();

    expect(overview.capture).toMatchObject({ state: 'trouble', trouble: { code: 'TOTARA.UNREACHABLE' } });
    expect(overview.capture.trouble!.reason).toMatch(reason);
    expect(JSON.stringify(overview) + service.process.output()).not.toContain('s3cret');
  });

  it('prints a set-up link once; it makes one manager and is of no use afterwards', async () => {
    const first = await Service.start({ DATABASE_URL: database.url, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
    const [, link] = await first.process.waitFor(/this link works once\): (http\S+)/);
    const token = new URL(link!).searchParams.get('token');
    const setUp = (email: string) =>
      postJson(`${first.url}/api/admin/setup`, { token, email, password: MANAGER.password });

    const made = await setUp('first@example.com');
    const again = await setUp('second@example.com');

    const manager = await Manager.from(first.url, made);
    expect(manager.session.manager).toMatchObject({ email: 'first@example.com', role: 'manage' });
    expect(again.status).toBe(403);
    expect(await again.json()).toMatchObject({ code: 'AUTH.SET_UP_LINK_INVALID' });
    await first.stop();

    const second = await Service.start({ DATABASE_URL: database.url, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
    await Manager.signIn(second.url, { email: 'first@example.com', password: MANAGER.password });
    expect(await second.stop()).toBe(0);
    expect(second.process.output()).not.toContain('this link works once');
  });

  it('lets only one of several through that come with the set-up link at once', async () => {
    const service = await Service.start({ DATABASE_URL: database.url, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
    const [, link] = await service.process.waitFor(/this link works once\): (http\S+)/);
    const token = new URL(link!).searchParams.get('token');

    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        postJson(`${service.url}/api/admin/setup`, {
          token,
          email: `${name}@example.com`,
          password: MANAGER.password,
        }),
      ),
    );
    await service.stop();

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  });
});
