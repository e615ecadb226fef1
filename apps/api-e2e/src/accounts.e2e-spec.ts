import type {
  InvitationView,
  IssuedLinkView,
  ManagerView,
  SessionListItemView,
} from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Manager, postJson } from './system/manager';
import { MANAGER, Service } from './system/service';

const PASSWORD = 'another horse battery';

describe('accounts over HTTP', () => {
  let database: TestDatabase;
  let service: Service;
  let admin: Manager;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    service = await Service.start({ DATABASE_URL: database.url });
    admin = await Manager.signIn(service.url, MANAGER);
  });

  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  const read = async <View>(manager: Manager, path: string) =>
    (await (await manager.call('GET', `/api/admin/${path}`)).json()) as View;

  /** A link for somebody, and the token in it. */
  async function invite(email: string, role = 'view'): Promise<IssuedLinkView & { token: string }> {
    const answer = await admin.send('POST', '/api/admin/managers/invitations', { email, role });
    const issued = (await answer.json()) as IssuedLinkView;
    return { ...issued, token: new URL(issued.link).searchParams.get('token')! };
  }

  const accept = (token: string, password = PASSWORD) =>
    postJson(`${service.url}/api/admin/invitations/accept`, { token, password });

  async function joined(email: string): Promise<Manager> {
    return Manager.from(service.url, await accept((await invite(email)).token));
  }

  it('are made by a link, which is looked at first and works once', async () => {
    const { token, link } = await invite('ben@example.com');
    const opened = await postJson(`${service.url}/api/admin/invitations/open`, { token });
    const ben = await Manager.from(service.url, await accept(token));
    const again = await accept(token);

    expect(link).toMatch(new RegExp(`^${service.url}/invitation\\?token=[\\w-]{43}$`));
    expect(await opened.json()).toMatchObject({ kind: 'invitation', email: 'ben@example.com', role: 'view' });
    expect(ben.session.manager).toMatchObject({ email: 'ben@example.com', role: 'view' });
    expect(again.status).toBe(403);
    expect(await again.json()).toMatchObject({ code: 'AUTH.INVITATION_INVALID' });
    expect(await read<InvitationView[]>(admin, 'managers/invitations')).toEqual([]);
  });

  it('are listed without anything secret', async () => {
    await joined('list@example.com');

    const managers = await read<ManagerView[]>(admin, 'managers');

    expect(managers.find(({ email }) => email === 'list@example.com')).toEqual({
      id: expect.any(String) as string,
      email: 'list@example.com',
      name: null,
      role: 'view',
      isEnabled: true,
      hasPassword: true,
      hasSingleSignOn: false,
      createdAt: expect.any(String) as string,
      lastSignedInAt: expect.any(String) as string,
    });
    expect(JSON.stringify(managers)).not.toContain('argon2');
  });

  it('are disabled at once, and are never the last that may manage', async () => {
    const carl = await joined('carl@example.com');

    const disabled = await admin.send('PATCH', `/api/admin/managers/${carl.session.manager.id}`, {
      isEnabled: false,
    });
    const last = await admin.send('DELETE', `/api/admin/managers/${admin.session.manager.id}`, {});

    expect(disabled.status).toBe(200);
    expect((await carl.call('GET', '/api/admin/session')).status).toBe(401);
    expect(last.status).toBe(409);
    expect(await last.json()).toMatchObject({
      code: 'AUTH.LAST_MANAGER',
      detail: expect.stringMatching(/last enabled account/) as string,
    });
  });

  it.each([
    [{ role: 'owner' }, 'role'],
    [{ isEnabled: 'yes' }, 'isEnabled'],
    [{ passwordHash: 'x' }, 'passwordHash'],
    [{ email: 'other@example.com' }, 'email'],
    [{ ssoSubject: 'x' }, 'ssoSubject'],
  ])('take nothing but role and isEnabled: %j', async (body, field) => {
    const answer = await admin.send('PATCH', `/api/admin/managers/${admin.session.manager.id}`, body);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ field }] });
  });

  it('show their sessions, and end one from another', async () => {
    const here = await joined('dora@example.com');
    const there = await Manager.signIn(service.url, { email: 'dora@example.com', password: PASSWORD });
    const stranger = await joined('eve@example.com');
    const sessions = await read<SessionListItemView[]>(here, 'sessions');
    const { id } = sessions.find(({ isCurrent }) => !isCurrent)!;

    const foreign = await stranger.call('DELETE', `/api/admin/sessions/${id}`);
    const own = await here.call('DELETE', `/api/admin/sessions/${id}`);

    expect(sessions).toHaveLength(2);
    expect(foreign.status).toBe(404);
    expect(own.status).toBe(204);
    expect((await there.call('GET', '/api/admin/session')).status).toBe(401);
    expect((await here.call('GET', '/api/admin/session')).status).toBe(200);
  });

  it('change their own password by the old one', async () => {
    const fay = await joined('fay@example.com');
    const change = (currentPassword: string, newPassword: string) =>
      fay.send('PUT', '/api/admin/session/password', { currentPassword, newPassword });

    const wrong = await change('not the password', 'a third horse battery');
    const right = await change(PASSWORD, 'a third horse battery');

    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ errors: [{ field: 'currentPassword' }] });
    expect(right.status).toBe(204);
    await Manager.signIn(service.url, { email: 'fay@example.com', password: 'a third horse battery' });
  });

  it('are guessed at slowly: 429 with the time to come again', async () => {
    const guess = () =>
      postJson(`${service.url}/api/admin/session`, { email: 'guess@example.com', password: 'no' });
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) statuses.push((await guess()).status);

    const next = await guess();

    expect(statuses).toEqual(Array<number>(5).fill(401));
    expect(next.status).toBe(429);
    expect(Number(next.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(await next.json()).toMatchObject({ code: 'AUTH.ATTEMPTS_TOO_MANY' });
  });
});
