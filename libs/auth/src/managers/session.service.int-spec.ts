import { sha256 } from '@oracle-integration/platform';
import { CredentialsWrongError } from '../auth.errors';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { ManagerRepository } from './manager.repository';
import { hashPassword } from './password';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';

const EMAIL = 'manager@example.com';
const PASSWORD = 'correct horse battery';
const HOUR_MS = 3600 * 1000;

describe('SessionService', () => {
  let database: AuthDatabase;
  let sessions: SessionService;

  beforeEach(async () => {
    database = await openAuthDatabase();
    sessions = anotherProcess();
    await new ManagerRepository(database.dataSource).addIfAbsent(EMAIL, await hashPassword(PASSWORD));
  });

  afterEach(() => database.close());

  function anotherProcess(): SessionService {
    return new SessionService(
      new SessionRepository(database.dataSource),
      new ManagerRepository(database.dataSource),
    );
  }

  /** Writes when a session began and when it will end, in SQL intervals from now. */
  async function writeTimes(cookie: string, created: string, expires: string): Promise<void> {
    await database.dataSource.query(
      'UPDATE sessions SET created_at = now() + $2::interval, expires_at = now() + $3::interval WHERE token_hash = $1',
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
    const { view } = await sessions.signIn('Manager@Example.COM', PASSWORD);

    expect(view.manager).toMatchObject({ email: EMAIL, role: 'manage' });
    expect(Date.parse(view.expiresAt) - Date.now()).toBeGreaterThan(7.9 * HOUR_MS);
  });

  it.each([
    ['a wrong password', EMAIL, 'wrong horse battery'],
    ['an unknown address', 'nobody@example.com', PASSWORD],
  ])('refuses %s in the same words', async (_case, email, password) => {
    const answer = sessions.signIn(email, password);

    await expect(answer).rejects.toThrow(new CredentialsWrongError());
  });

  it('finds a session in every process, with the token for its state-changing calls', async () => {
    const { cookie, view } = await sessions.signIn(EMAIL, PASSWORD);

    const found = await anotherProcess().find(cookie);

    expect(found).toMatchObject({
      managerId: view.manager.id,
      email: EMAIL,
      role: 'manage',
      csrfToken: view.csrfToken,
    });
  });

  it('opens a session of its own at each sign-in', async () => {
    const first = await sessions.signIn(EMAIL, PASSWORD);
    const second = await sessions.signIn(EMAIL, PASSWORD);

    expect(second.cookie).not.toBe(first.cookie);
    expect(second.view.csrfToken).not.toBe(first.view.csrfToken);
  });

  it('keeps no cookie, so that a stolen dump opens nothing', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);

    const [row] = await database.dataSource.query<{ token_hash: Buffer }[]>('SELECT * FROM sessions');

    expect(row?.token_hash).toEqual(sha256(cookie));
    expect(JSON.stringify(row)).not.toContain(cookie);
  });

  it.each([undefined, '', 'made up'])('finds nothing behind the cookie %j', async (cookie) => {
    await sessions.signIn(EMAIL, PASSWORD);

    expect(await sessions.find(cookie)).toBeUndefined();
  });

  it('ends after eight hours without use', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);
    await writeTimes(cookie, '-8 hours', '-1 second');

    expect(await sessions.find(cookie)).toBeUndefined();
    expect(await sessions.find(cookie)).toBeUndefined();
  });

  it('lasts eight hours from its last use', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);
    await writeTimes(cookie, '-7 hours', '1 hour');

    await sessions.find(cookie);

    expect(await hoursLeft(cookie)).toBeCloseTo(8, 1);
  });

  it('is not written at each of the calls of a minute', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);
    await writeTimes(cookie, '-5 minutes', '7 hours 59 minutes 30 seconds');
    const before = await hoursLeft(cookie);

    await sessions.find(cookie);

    expect(await hoursLeft(cookie)).toBeLessThanOrEqual(before);
  });

  it('ends seven days after signing in, however much it is used', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);
    await writeTimes(cookie, '-6 days -23 hours', '10 minutes');

    await sessions.find(cookie);

    expect(await hoursLeft(cookie)).toBeCloseTo(1, 1);
  });

  it('ends at once in every process when its manager signs out, and no other session does', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);
    const elsewhere = await sessions.signIn(EMAIL, PASSWORD);

    await sessions.signOut(cookie);

    expect(await anotherProcess().find(cookie)).toBeUndefined();
    expect(await anotherProcess().find(elsewhere.cookie)).toBeDefined();
  });

  it('ends with its manager', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);

    await database.dataSource.query('DELETE FROM managers');

    expect(await sessions.find(cookie)).toBeUndefined();
  });

  it('is swept away after its end, by the next sign-in', async () => {
    const { cookie } = await sessions.signIn(EMAIL, PASSWORD);
    await writeTimes(cookie, '-9 hours', '-1 hour');

    await sessions.signIn(EMAIL, PASSWORD);

    const [row] = await database.dataSource.query<{ count: string }[]>('SELECT count(*) FROM sessions');
    expect(row?.count).toBe('1');
  });
});
