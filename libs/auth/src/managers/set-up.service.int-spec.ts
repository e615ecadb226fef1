import type { RawEnvironment } from '@oracle-integration/platform';
import { SetUpLinkInvalidError } from '../auth.errors';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { SessionService } from '../sessions/session.service';
import { SignInService } from '../sessions/sign-in.service';
import { type AuthProcess, startAuthProcess } from '../testing/auth-process';
import { SetUpService } from './set-up.service';

const EMAIL = 'first@example.com';
const PASSWORD = 'correct horse battery';
const HERE = { address: '192.0.2.1', userAgent: 'Firefox', previousCookie: undefined };
const ADMIN = { ADMIN_EMAIL: 'Admin@example.com', ADMIN_PASSWORD: PASSWORD };

describe('SetUpService', () => {
  let database: AuthDatabase;
  let processes: AuthProcess[];

  beforeEach(async () => {
    database = await openAuthDatabase();
    processes = [];
  });

  afterEach(async () => {
    await Promise.all(processes.map((process) => process.close()));
    await database.close();
  });

  /** The service as a process has it once it has started. */
  async function started(variables: RawEnvironment = {}): Promise<SetUpService> {
    const process = await startAuthProcess(database.dataSource, variables);
    processes.push(process);
    return process.get(SetUpService);
  }

  const signIn = (email: string) =>
    processes[0]!
      .get(SignInService)
      .signIn({ email, password: PASSWORD }, { ...HERE, deviceCookie: undefined });

  function tokenOf({ linkPath }: SetUpService): string {
    const token = new URL(linkPath ?? '', 'http://localhost').searchParams.get('token');
    if (!token) throw new Error(`no token in the link ${linkPath}`);
    return token;
  }

  const managers = () =>
    database.dataSource.query<{ email: string }[]>('SELECT email FROM managers ORDER BY email');

  it('creates the first manager by the printed link, signed in at once', async () => {
    const service = await started();

    const { cookie, view } = await service.setUp(
      { token: tokenOf(service), email: 'First@Example.com', password: PASSWORD },
      HERE,
    );

    expect(service.linkPath).toMatch(/^\/setup\?token=[\w-]{43}$/);
    expect(view.manager).toMatchObject({ email: EMAIL, role: 'manage' });
    expect(await processes[0]!.get(SessionService).find(cookie)).toMatchObject({ email: EMAIL });
    expect((await signIn(EMAIL)).view.manager).toEqual(view.manager);
  });

  it('takes the link once', async () => {
    const service = await started();
    await service.setUp({ token: tokenOf(service), email: EMAIL, password: PASSWORD }, HERE);

    const again = service.setUp(
      { token: tokenOf(service), email: 'second@example.com', password: PASSWORD },
      HERE,
    );

    await expect(again).rejects.toThrow(SetUpLinkInvalidError);
    expect(await managers()).toEqual([{ email: EMAIL }]);
  });

  it('takes the link once when two people use it at the same moment', async () => {
    const service = await started();
    const uses = ['a@example.com', 'b@example.com'].map((email) =>
      service.setUp({ token: tokenOf(service), email: email, password: PASSWORD }, HERE),
    );

    const outcomes = (await Promise.allSettled(uses)).map(({ status }) => status);

    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected']);
    expect(await managers()).toHaveLength(1);
  });

  it('refuses a link that was never printed', async () => {
    const service = await started();

    await expect(service.setUp({ token: 'made-up', email: EMAIL, password: PASSWORD }, HERE)).rejects.toThrow(
      SetUpLinkInvalidError,
    );
    expect(await managers()).toEqual([]);
  });

  it('replaces the link at a second start', async () => {
    const first = await started();
    const second = await started();

    await expect(
      first.setUp({ token: tokenOf(first), email: EMAIL, password: PASSWORD }, HERE),
    ).rejects.toThrow(SetUpLinkInvalidError);
    await expect(
      second.setUp({ token: tokenOf(second), email: EMAIL, password: PASSWORD }, HERE),
    ).resolves.toBeDefined();
  });

  it('prints no link once there is a manager', async () => {
    const service = await started();
    await service.setUp({ token: tokenOf(service), email: EMAIL, password: PASSWORD }, HERE);

    expect((await started()).linkPath).toBeUndefined();
  });

  it('prints no link from a worker: its log may be read by others', async () => {
    expect((await started({ ROLE: 'worker' })).linkPath).toBeUndefined();
  });

  it('creates the manager of the environment, and prints no link', async () => {
    const service = await started(ADMIN);

    expect(service.linkPath).toBeUndefined();
    expect((await signIn('admin@example.com')).view.manager.role).toBe('manage');
  });

  it('leaves the password of a manager alone whom the environment names again', async () => {
    await started(ADMIN);

    await started({ ...ADMIN, ADMIN_PASSWORD: 'another password' });

    await expect(signIn('admin@example.com')).resolves.toBeDefined();
  });

  it('makes a link worthless that was not used before the environment named the first manager', async () => {
    const service = await started();
    await started(ADMIN);

    const late = service.setUp(
      { token: tokenOf(service), email: 'admin@example.com', password: 'another password' },
      HERE,
    );

    await expect(late).rejects.toThrow(SetUpLinkInvalidError);
  });

  it('creates one manager when several processes start together', async () => {
    await Promise.all(Array.from({ length: 4 }, () => started(ADMIN)));

    expect(await managers()).toEqual([{ email: 'admin@example.com' }]);
  });
});
