import { sha256, SYSTEM_CALLER } from '@oracle-integration/platform';
import { CredentialsWrongError } from '../auth.errors';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { AccountDisabledError, SessionUnknownError } from '../managers/account.errors';
import { ManagerRepository } from '../managers/manager.repository';
import { hashPassword } from '../managers/password';
import { type AuthProcess, startAuthProcess } from '../testing/auth-process';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';

const EMAIL = 'manager@example.com';
const PASSWORD = 'correct horse battery';
const BROWSER = {
  address: '192.0.2.1',
  userAgent: 'Firefox',
  previousCookie: undefined as string | undefined,
  deviceCookie: undefined,
};
const HOUR_MS = 3600 * 1000;

describe('SessionService', () => {
  let database: AuthDatabase;
  let process: AuthProcess;
  let sessions: SessionService;

  beforeEach(async () => {
    database = await openAuthDatabase();
    process = await startAuthProcess(database.dataSource, { ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: PASSWORD });
    sessions = process.get(SessionService);
  });

  afterEach(async () => {
    await process.close();
    await database.close();
  });

  const signIn = (email = EMAIL, password = PASSWORD, browser = BROWSER) =>
    process.get(SignInService).signIn({ email, password }, browser);

  /** Writes when a session began and when it will end, in SQL intervals from now; it was used two minutes ago. */
  async function writeTimes(cookie: string, created: string, expires: string): Promise<void> {
    await database.dataSource.query(
      `UPDATE sessions SET created_at = now() + $2::interval, expires_at = now() + $3::interval,
              last_used_at = now() - interval '2 minutes'
        WHERE token_hash = $1`,
      [sha256(cookie), created, expires],
    );
  }

  /** Hours until a session ends. */
  async function hoursLeft(cookie: string): Promise<number> {
    const [row] = await database.dataSource.query<{ seconds: string }[]>(
      'SELECT extract(epoch FROM expires_at - now()) AS seconds FROM sessions WHERE token_hash = $1',
      [sha256(cookie)],
    );
    return Number(row!.seconds) / 3600;
  }

  it('signs in with address and password, however the address is spelled', async () => {
    const { view } = await signIn('Manager@Example.COM');

    expect(view.manager).toMatchObject({ email: EMAIL, role: 'manage' });
    expect(Date.parse(view.expiresAt) - Date.now()).toBeGreaterThan(7.9 * HOUR_MS);
  });

  it.each([
    ['a wrong password', EMAIL, 'wrong horse battery'],
    ['an unknown address', 'nobody@example.com', PASSWORD],
  ])('refuses %s in the same words', async (_case, email, password) => {
    const answer = signIn(email, password);

    await expect(answer).rejects.toThrow(new CredentialsWrongError());
  });

  it('finds a session in every process, with the token for its state-changing calls', async () => {
    const { cookie, view } = await signIn();

    const another = await startAuthProcess(database.dataSource);
    const found = await another.get(SessionService).find(cookie);
    await another.close();

    expect(found).toMatchObject({
      managerId: view.manager.id,
      email: EMAIL,
      role: 'manage',
      csrfToken: view.csrfToken,
    });
  });

  it('opens a session of its own at each sign-in', async () => {
    const first = await signIn();
    const second = await signIn();

    expect(second.cookie).not.toBe(first.cookie);
    expect(second.view.csrfToken).not.toBe(first.view.csrfToken);
  });

  it('keeps no cookie, so that a stolen dump opens nothing', async () => {
    const { cookie } = await signIn();

    const [row] = await database.dataSource.query<{ token_hash: Buffer }[]>('SELECT * FROM sessions');

    expect(row?.token_hash).toEqual(sha256(cookie));
    expect(JSON.stringify(row)).not.toContain(cookie);
  });

  it.each([undefined, '', 'made up'])('finds nothing behind the cookie %j', async (cookie) => {
    await signIn();

    expect(await sessions.find(cookie)).toBeUndefined();
  });

  it('ends after eight hours without use', async () => {
    const { cookie } = await signIn();
    await writeTimes(cookie, '-8 hours', '-1 second');

    expect(await sessions.find(cookie)).toBeUndefined();
    expect(await sessions.find(cookie)).toBeUndefined();
  });

  it('lasts eight hours from its last use', async () => {
    const { cookie } = await signIn();
    await writeTimes(cookie, '-7 hours', '1 hour');

    await sessions.find(cookie);

    expect(await hoursLeft(cookie)).toBeCloseTo(8, 1);
  });

  it('is not written at each of the calls of a minute', async () => {
    const { cookie } = await signIn();
    await sessions.find(cookie);
    const before = await hoursLeft(cookie);

    await sessions.find(cookie);

    expect(await hoursLeft(cookie)).toBeLessThanOrEqual(before);
  });

  it('ends seven days after signing in, however much it is used', async () => {
    const { cookie } = await signIn();
    await writeTimes(cookie, '-6 days -23 hours', '10 minutes');

    await sessions.find(cookie);

    expect(await hoursLeft(cookie)).toBeCloseTo(1, 1);
  });

  it('ends at once when its manager signs out, and no other session does', async () => {
    const { cookie } = await signIn();
    const elsewhere = await signIn();

    await sessions.signOut(cookie, SYSTEM_CALLER);

    expect(await sessions.find(cookie)).toBeUndefined();
    expect(await sessions.find(elsewhere.cookie)).toBeDefined();
  });

  it('ends with its manager', async () => {
    const { cookie } = await signIn();

    await database.dataSource.query('DELETE FROM managers');

    expect(await sessions.find(cookie)).toBeUndefined();
  });

  it('is swept away after its end, by the next sign-in', async () => {
    const { cookie } = await signIn();
    await writeTimes(cookie, '-9 hours', '-1 hour');

    await signIn();

    const [row] = await database.dataSource.query<{ count: string }[]>('SELECT count(*) FROM sessions');
    expect(row?.count).toBe('1');
  });

  it('is closed to a disabled account, in every session and at the door', async () => {
    const { cookie } = await signIn();
    await database.dataSource.query('UPDATE managers SET is_enabled = false');

    expect(await sessions.find(cookie)).toBeUndefined();
    await expect(signIn()).rejects.toThrow(AccountDisabledError);
    await expect(signIn(EMAIL, 'wrong horse battery')).rejects.toThrow(CredentialsWrongError);
  });

  it('ends when its browser signs in again: nobody plants one that lives on', async () => {
    const planted = await signIn();

    const own = await signIn(EMAIL, PASSWORD, { ...BROWSER, previousCookie: planted.cookie });

    expect(own.cookie).not.toBe(planted.cookie);
    expect(await sessions.find(planted.cookie)).toBeUndefined();
  });

  it('is listed with its browser and its address, and ended from another one', async () => {
    const here = (await sessions.find((await signIn()).cookie))!;
    const there = await signIn(EMAIL, PASSWORD, { ...BROWSER, address: '198.51.100.4', userAgent: 'Safari' });

    const list = await sessions.listOf(here.managerId, here.id);
    const other = list.find(({ isCurrent }) => !isCurrent)!;
    await sessions.end(other.id, here, SYSTEM_CALLER);

    expect(list).toHaveLength(2);
    expect(other).toMatchObject({ address: '198.51.100.4', userAgent: 'Safari', method: 'password' });
    expect(await sessions.find(there.cookie)).toBeUndefined();
    expect(await sessions.listOf(here.managerId, here.id)).toMatchObject([{ id: here.id, isCurrent: true }]);
  });

  it.each([
    ['view', false],
    ['manage', true],
  ] as const)('of somebody else: the role %s may end it: %s', async (role, isAllowed) => {
    const id = await new ManagerRepository(database.dataSource).addIfAbsent(
      'b@example.com',
      await hashPassword(PASSWORD),
    );
    const own = (await sessions.find((await signIn()).cookie))!;
    const foreign = (await sessions.find((await sessions.open(id, 'link', BROWSER)).cookie))!;

    const ending = sessions.end(foreign.id, { ...own, role }, SYSTEM_CALLER);

    await (isAllowed
      ? expect(ending).resolves.toBeUndefined()
      : expect(ending).rejects.toThrow(SessionUnknownError));
  });
});
