import { Logger } from '@nestjs/common';
import { InstallationService, parseEnvironment, type RawEnvironment } from '@oracle-integration/platform';
import { SetUpLinkInvalidError } from '../auth.errors';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { ManagerRepository } from './manager.repository';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';
import { SetUpService } from './set-up.service';

const EMAIL = 'first@example.com';
const PASSWORD = 'correct horse battery';
const ADMIN = { ADMIN_EMAIL: 'Admin@example.com', ADMIN_PASSWORD: PASSWORD };

describe('SetUpService', () => {
  let database: AuthDatabase;
  let sessions: SessionService;

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(async () => {
    database = await openAuthDatabase();
    sessions = new SessionService(
      new SessionRepository(database.dataSource),
      new ManagerRepository(database.dataSource),
    );
  });

  afterEach(() => database.close());

  /** The service as a process has it once it has started. */
  async function started(variables: RawEnvironment = {}): Promise<SetUpService> {
    const { dataSource } = database;
    const service = new SetUpService(
      parseEnvironment(variables),
      new InstallationService(dataSource),
      new ManagerRepository(dataSource),
      sessions,
      dataSource,
    );
    await service.onApplicationBootstrap();
    return service;
  }

  function tokenOf({ linkPath }: SetUpService): string {
    const token = new URL(linkPath ?? '', 'http://localhost').searchParams.get('token');
    if (!token) throw new Error(`no token in the link ${linkPath}`);
    return token;
  }

  const managers = () =>
    database.dataSource.query<{ email: string }[]>('SELECT email FROM managers ORDER BY email');

  it('creates the first manager by the printed link, signed in at once', async () => {
    const service = await started();

    const { cookie, view } = await service.setUp(tokenOf(service), 'First@Example.com', PASSWORD);

    expect(service.linkPath).toMatch(/^\/setup\?token=[\w-]{43}$/);
    expect(view.manager).toMatchObject({ email: EMAIL, role: 'manage' });
    expect(await sessions.find(cookie)).toMatchObject({ email: EMAIL });
    expect((await sessions.signIn(EMAIL, PASSWORD)).view.manager).toEqual(view.manager);
  });

  it('takes the link once', async () => {
    const service = await started();
    await service.setUp(tokenOf(service), EMAIL, PASSWORD);

    const again = service.setUp(tokenOf(service), 'second@example.com', PASSWORD);

    await expect(again).rejects.toThrow(SetUpLinkInvalidError);
    expect(await managers()).toEqual([{ email: EMAIL }]);
  });

  it('takes the link once when two people use it at the same moment', async () => {
    const service = await started();
    const uses = ['a@example.com', 'b@example.com'].map((email) =>
      service.setUp(tokenOf(service), email, PASSWORD),
    );

    const outcomes = (await Promise.allSettled(uses)).map(({ status }) => status);

    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected']);
    expect(await managers()).toHaveLength(1);
  });

  it('refuses a link that was never printed', async () => {
    const service = await started();

    await expect(service.setUp('made-up', EMAIL, PASSWORD)).rejects.toThrow(SetUpLinkInvalidError);
    expect(await managers()).toEqual([]);
  });

  it('replaces the link at a second start', async () => {
    const first = await started();
    const second = await started();

    await expect(first.setUp(tokenOf(first), EMAIL, PASSWORD)).rejects.toThrow(SetUpLinkInvalidError);
    await expect(second.setUp(tokenOf(second), EMAIL, PASSWORD)).resolves.toBeDefined();
  });

  it('prints no link once there is a manager', async () => {
    const service = await started();
    await service.setUp(tokenOf(service), EMAIL, PASSWORD);

    expect((await started()).linkPath).toBeUndefined();
  });

  it('prints no link from a worker: its log may be read by others', async () => {
    expect((await started({ ROLE: 'worker' })).linkPath).toBeUndefined();
  });

  it('creates the manager of the environment, and prints no link', async () => {
    const service = await started(ADMIN);

    expect(service.linkPath).toBeUndefined();
    expect((await sessions.signIn('admin@example.com', PASSWORD)).view.manager.role).toBe('manage');
  });

  it('leaves the password of a manager alone whom the environment names again', async () => {
    await started(ADMIN);

    await started({ ...ADMIN, ADMIN_PASSWORD: 'another password' });

    await expect(sessions.signIn('admin@example.com', PASSWORD)).resolves.toBeDefined();
  });

  it('makes a link worthless that was not used before the environment named the first manager', async () => {
    const service = await started();
    await started(ADMIN);

    const late = service.setUp(tokenOf(service), 'admin@example.com', 'another password');

    await expect(late).rejects.toThrow(SetUpLinkInvalidError);
  });

  it('creates one manager when several processes start together', async () => {
    await Promise.all(Array.from({ length: 4 }, () => started(ADMIN)));

    expect(await managers()).toEqual([{ email: 'admin@example.com' }]);
  });
});
