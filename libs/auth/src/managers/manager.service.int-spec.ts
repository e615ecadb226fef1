import { type Caller, RequestInvalidError } from '@oracle-integration/platform';
import { SessionService } from '../sessions/session.service';
import { SignInService } from '../sessions/sign-in.service';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { type AuthProcess, startAuthProcess } from '../testing/auth-process';
import { CredentialsWrongError } from '../auth.errors';
import { LastManagerError, ManagerUnknownError } from './account.errors';
import { ManagerRepository } from './manager.repository';
import { ManagerService } from './manager.service';
import { OwnPasswordService } from './own-password.service';
import { hashPassword } from './password';

const PASSWORD = 'correct horse battery';
const BROWSER = {
  address: '192.0.2.1',
  userAgent: 'Firefox',
  previousCookie: undefined,
  deviceCookie: undefined,
};
const CALLER: Caller = {
  actor: { kind: 'manager', id: 'a', name: 'anna@example.com' },
  address: '192.0.2.1',
};

describe('managers', () => {
  let database: AuthDatabase;
  let process: AuthProcess;
  let managers: ManagerService;
  let anna: string;

  beforeEach(async () => {
    database = await openAuthDatabase();
    process = await startAuthProcess(database.dataSource);
    managers = process.get(ManagerService);
    anna = await aManager('anna@example.com');
  });

  afterEach(async () => {
    await process.close();
    await database.close();
  });

  async function aManager(email: string): Promise<string> {
    return new ManagerRepository(database.dataSource).addIfAbsent(email, await hashPassword(PASSWORD));
  }

  const signIn = (email: string, password = PASSWORD) =>
    process.get(SignInService).signIn({ email, password }, BROWSER);
  const find = (cookie: string) => process.get(SessionService).find(cookie);
  const actions = async () =>
    (
      await database.dataSource.query<{ action: string }[]>(
        `SELECT action FROM audit_entries WHERE action LIKE 'manager.%' ORDER BY id`,
      )
    ).map(({ action }) => action);

  it('change what another may do, from the next request on', async () => {
    const id = await aManager('ben@example.com');
    const { cookie } = await signIn('ben@example.com');

    const view = await managers.change(id, { role: 'view' }, CALLER);

    expect(view).toMatchObject({
      email: 'ben@example.com',
      role: 'view',
      isEnabled: true,
      hasPassword: true,
    });
    expect(await find(cookie)).toMatchObject({ role: 'view' });
    expect(await actions()).toContain('manager.role_changed');
  });

  it('who are disabled are signed out at once', async () => {
    const id = await aManager('ben@example.com');
    const { cookie } = await signIn('ben@example.com');

    await managers.change(id, { isEnabled: false }, CALLER);
    await managers.change(id, { isEnabled: true }, CALLER);

    expect(await find(cookie)).toBeUndefined();
    await expect(signIn('ben@example.com')).resolves.toBeDefined();
    expect((await actions()).slice(-2)).toEqual(['manager.disabled', 'manager.enabled']);
  });

  it('are removed with their sessions', async () => {
    const id = await aManager('ben@example.com');
    const { cookie } = await signIn('ben@example.com');

    await managers.remove(id, CALLER);

    expect(await find(cookie)).toBeUndefined();
    expect((await managers.list()).map(({ email }) => email)).toEqual(['anna@example.com']);
    await expect(managers.remove(id, CALLER)).rejects.toThrow(ManagerUnknownError);
  });

  it.each([
    ['demoted', (id: string) => managers.change(id, { role: 'view' }, CALLER)],
    ['disabled', (id: string) => managers.change(id, { isEnabled: false }, CALLER)],
    ['removed', (id: string) => managers.remove(id, CALLER)],
  ])('the last who may manage is not %s', async (_case, attempt) => {
    const ben = await aManager('ben@example.com');
    await managers.change(ben, { isEnabled: false }, CALLER);

    await expect(attempt(anna)).rejects.toThrow(LastManagerError);
    await expect(signIn('anna@example.com')).resolves.toMatchObject({
      view: { manager: { role: 'manage' } },
    });
  });

  it('who demote each other at the same moment do not both succeed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ben = await aManager(`ben${round}@example.com`);

      const outcomes = await Promise.allSettled(
        [anna, ben].map((id) => managers.change(id, { role: 'view' }, CALLER)),
      );
      const managing = (await managers.list()).filter(({ role }) => role === 'manage');

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(managing).toHaveLength(1);
      anna = managing[0]!.id;
    }
  });

  describe('change their own password', () => {
    const change = async (cookie: string, currentPassword: string, newPassword: string) =>
      process.get(OwnPasswordService).change({ currentPassword, newPassword }, (await find(cookie))!, CALLER);

    it('by the old one, which ends all other sessions', async () => {
      const here = await signIn('anna@example.com');
      const there = await signIn('anna@example.com');

      await change(here.cookie, PASSWORD, 'another horse battery');

      expect(await find(here.cookie)).toBeDefined();
      expect(await find(there.cookie)).toBeUndefined();
      await expect(signIn('anna@example.com')).rejects.toThrow(CredentialsWrongError);
      await expect(signIn('anna@example.com', 'another horse battery')).resolves.toBeDefined();
    });

    it.each([
      ['not without the old one', 'wrong horse battery', 'another horse battery', /currentPassword is not/],
      ['not to a common one', PASSWORD, 'password123', /newPassword is one of the passwords/],
      ['not to their address', PASSWORD, 'anna@example.com', /newPassword must not be your e-mail/],
    ])('%s', async (_case, current, next, words) => {
      const { cookie } = await signIn('anna@example.com');

      const attempt = change(cookie, current, next);

      await expect(attempt).rejects.toThrow(RequestInvalidError);
      await expect(attempt).rejects.toThrow(words);
      await expect(signIn('anna@example.com')).resolves.toBeDefined();
    });
  });
});
