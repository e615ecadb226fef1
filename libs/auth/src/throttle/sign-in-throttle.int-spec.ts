import { CredentialsWrongError } from '../auth.errors';
import { AttemptsTooManyError } from '../managers/account.errors';
import { SignInService } from '../sessions/sign-in.service';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { type AuthProcess, startAuthProcess } from '../testing/auth-process';
import { SignInThrottle } from './sign-in-throttle';

const EMAIL = 'owner@example.com';
const PASSWORD = 'correct horse battery';
const ADMIN = { ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: PASSWORD };

describe('guessing passwords', () => {
  let database: AuthDatabase;
  let processes: AuthProcess[];

  beforeEach(async () => {
    database = await openAuthDatabase();
    processes = [
      await startAuthProcess(database.dataSource, ADMIN),
      await startAuthProcess(database.dataSource, ADMIN),
    ];
  });

  afterEach(async () => {
    await Promise.all(processes.map((process) => process.close()));
    await database.close();
  });

  interface Guess {
    email?: string;
    password?: string;
    address?: string;
    deviceCookie?: string;
    process?: number;
  }

  const signIn = ({ email = EMAIL, password = 'a wrong guess', process = 0, ...browser }: Guess = {}) =>
    processes[process]!.get(SignInService).signIn(
      { email, password },
      {
        address: '192.0.2.66',
        userAgent: null,
        previousCookie: undefined,
        deviceCookie: undefined,
        ...browser,
      },
    );
  const guesses = async (count: number, guess: (index: number) => Guess = () => ({})) => {
    const outcomes: string[] = [];
    for (let index = 0; index < count; index += 1)
      outcomes.push(
        await signIn(guess(index)).then(
          () => 'in',
          (error: Error) => error.name,
        ),
      );
    return outcomes;
  };
  /** As if somebody had tried so often already. */
  const countTo = async (points: number, attempt: { email: string; address: (index: number) => string }) => {
    const throttle = processes[0]!.get(SignInThrottle);
    for (let index = 0; index < points; index += 1)
      await throttle.count({ email: attempt.email, address: attempt.address(index), device: undefined });
  };

  it('is refused after five mistakes at one account from one address, in all processes, with a time to come again', async () => {
    const outcomes = await guesses(6, (index) => ({ process: index % 2 }));

    const right = signIn({ password: PASSWORD, process: 1 });

    expect(outcomes).toEqual([...Array<string>(5).fill('CredentialsWrongError'), 'AttemptsTooManyError']);
    await expect(right).rejects.toThrow(AttemptsTooManyError);
    await expect(right).rejects.toMatchObject({
      details: { retryAfterSeconds: expect.any(Number) as number },
    });
  });

  it('is as slow for an account that nobody has', async () => {
    const outcomes = await guesses(6, () => ({ email: 'nobody@example.com' }));

    expect(outcomes.at(-1)).toBe('AttemptsTooManyError');
  });

  it('at once is not a hundred guesses', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => signIn()));

    const judged = outcomes.filter(
      (outcome) => outcome.status === 'rejected' && outcome.reason instanceof CredentialsWrongError,
    );
    expect(judged).toHaveLength(5);
  });

  it('does not count against the owner at another address', async () => {
    await guesses(6);

    await expect(signIn({ password: PASSWORD, address: '198.51.100.4' })).resolves.toBeDefined();
  });

  it('is forgiven to who knows the password in the end', async () => {
    await guesses(4);
    await signIn({ password: PASSWORD });

    expect(await guesses(5)).toEqual(Array<string>(5).fill('CredentialsWrongError'));
  });

  it('at ever new accounts from one address comes to an end', async () => {
    await countTo(50, { email: 'x@example.com', address: () => '2001:db8:1:2::1' }).catch(() => undefined);
    for (let index = 0; index < 50; index += 1)
      await signIn({ email: `${index}@example.com`, address: '2001:db8:1:2::1' }).catch(() => undefined);

    const next = signIn({ email: 'next@example.com', address: '2001:db8:1:2:ffff::1' });

    await expect(next).rejects.toThrow(AttemptsTooManyError);
  });

  it('from everywhere locks strangers out for a while, never the browser that the owner uses', async () => {
    const { deviceCookie } = await signIn({ password: PASSWORD });
    await countTo(50, { email: EMAIL, address: (index) => `198.51.100.${index}` });

    const stranger = signIn({ password: PASSWORD, address: '203.0.113.5' });
    const owner = signIn({ password: PASSWORD, address: '203.0.113.6', deviceCookie });

    await expect(stranger).rejects.toThrow(AttemptsTooManyError);
    await expect(owner).resolves.toBeDefined();
  });

  it('gains nothing by a device cookie that is made up, or of another account', async () => {
    const { deviceCookie } = await signIn({ password: PASSWORD });
    await countTo(50, { email: 'other@example.com', address: (index) => `198.51.100.${index}` });

    for (const cookie of [deviceCookie, 'a.b']) {
      const attempt = signIn({ email: 'other@example.com', address: '203.0.113.5', deviceCookie: cookie });
      await expect(attempt).rejects.toThrow(AttemptsTooManyError);
    }
  });

  it('by a stolen device cookie is slow as well', async () => {
    const { deviceCookie } = await signIn({ password: PASSWORD });

    const outcomes = await guesses(11, () => ({ deviceCookie }));

    expect(outcomes.at(-1)).toBe('AttemptsTooManyError');
  });

  it('is in the audit log, a flood of it as a few entries', async () => {
    await guesses(30);
    await processes[0]!.close();

    const entries = await database.dataSource.query<{ reason: string; times: string | null }[]>(
      `SELECT details ->> 'reason' AS reason, details ->> 'repeatedTimes' AS times FROM audit_entries
        WHERE action = 'session.refused' AND actor_name = '${EMAIL}' AND address = '192.0.2.66' ORDER BY id`,
    );
    expect(entries.length).toBeLessThanOrEqual(4);
    expect(entries[0]).toEqual({ reason: 'AUTH.CREDENTIALS_WRONG', times: null });
  });

  it('leaves counters that are removed when their time is over, and no e-mail address in them', async () => {
    await guesses(2);
    const before = await database.dataSource.query<{ key: string }[]>('SELECT key FROM sign_in_limits');
    await database.dataSource.query('UPDATE sign_in_limits SET expire = 1');

    await processes[0]!.get(SignInThrottle).removeExpired();

    expect(before).toHaveLength(3);
    expect(JSON.stringify(before)).not.toContain('owner');
    expect(await database.dataSource.query('SELECT key FROM sign_in_limits')).toEqual([]);
  });
});
