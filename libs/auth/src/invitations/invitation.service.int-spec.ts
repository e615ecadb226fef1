import type { Caller, RawEnvironment } from '@oracle-integration/platform';
import {
  EmailTakenError,
  InvitationInvalidError,
  InvitationUnknownError,
  LocalAccountsOffError,
  ManagerUnknownError,
} from '../managers/account.errors';
import { ManagerRepository } from '../managers/manager.repository';
import { ManagerService } from '../managers/manager.service';
import { SessionService } from '../sessions/session.service';
import { SignInService } from '../sessions/sign-in.service';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { type AuthProcess, startAuthProcess } from '../testing/auth-process';
import { InvitationAcceptanceService } from './invitation-acceptance.service';
import { InvitationService } from './invitation.service';

const ADMIN = { ADMIN_EMAIL: 'admin@example.com', ADMIN_PASSWORD: 'correct horse battery' };
const PASSWORD = 'another horse battery';
const PLACE = { address: '192.0.2.1', userAgent: 'Firefox', previousCookie: undefined };
const CALLER: Caller = {
  actor: { kind: 'manager', id: 'a', name: 'admin@example.com' },
  address: '192.0.2.1',
};

describe('invitations', () => {
  let database: AuthDatabase;
  let processes: AuthProcess[];
  let invitations: InvitationService;
  let acceptance: InvitationAcceptanceService;

  beforeEach(async () => {
    database = await openAuthDatabase();
    processes = [];
    const process = await started(ADMIN);
    invitations = process.get(InvitationService);
    acceptance = process.get(InvitationAcceptanceService);
  });

  afterEach(async () => {
    await Promise.all(processes.map((process) => process.close()));
    await database.close();
  });

  async function started(raw: RawEnvironment): Promise<AuthProcess> {
    const process = await startAuthProcess(database.dataSource, raw);
    processes.push(process);
    return process;
  }

  const invited = async (email = 'ben@example.com') =>
    tokenOf((await invitations.invite({ email, role: 'view' }, CALLER)).link);
  const accept = (token: string, password = PASSWORD) => acceptance.accept({ token, password }, PLACE);
  const idOf = async (email: string) =>
    (await new ManagerRepository(database.dataSource).findByEmail(email))!.id;

  it('make an account with the role that was meant, whose password only its owner has seen', async () => {
    const token = await invited('Ben@Example.com');

    const opened = await acceptance.open(token, PLACE);
    const { cookie, view } = await accept(token);

    expect(opened).toMatchObject({ kind: 'invitation', email: 'ben@example.com', role: 'view' });
    expect(view.manager).toMatchObject({ email: 'ben@example.com', role: 'view' });
    expect(await processes[0]!.get(SessionService).find(cookie)).toBeDefined();
    await processes[0]!
      .get(SignInService)
      .signIn({ email: 'ben@example.com', password: PASSWORD }, { ...PLACE, deviceCookie: undefined });
  });

  it('work once, also for two at the same moment', async () => {
    const token = await invited();

    const outcomes = await Promise.allSettled([accept(token), accept(token, 'a third horse battery')]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(accept(token)).rejects.toThrow(InvitationInvalidError);
  });

  it('are refused when made up, too old, taken back or replaced, in the same words', async () => {
    const old = await invited('a@example.com');
    await database.dataSource.query(`UPDATE invitations SET expires_at = now() - interval '1 second'`);
    const replaced = await invited('b@example.com');
    await invited('b@example.com');
    const withdrawn = await invited('c@example.com');
    const { id } = (await invitations.list()).find(({ email }) => email === 'c@example.com')!;
    await invitations.withdraw(id, CALLER);

    for (const token of ['made-up', old, replaced, withdrawn])
      await expect(accept(token)).rejects.toThrow(new InvitationInvalidError());
    await expect(invitations.withdraw(id, CALLER)).rejects.toThrow(InvitationUnknownError);
    expect((await invitations.list()).map(({ email }) => email)).toEqual(['b@example.com']);
  });

  it('are kept as a hash, and shown without the link', async () => {
    const token = await invited();

    const rows = await database.dataSource.query<object[]>(
      'SELECT invitations::text AS row FROM invitations',
    );
    const audit = await database.dataSource.query<object[]>(
      'SELECT audit_entries::text AS row FROM audit_entries',
    );

    expect(JSON.stringify([rows, audit, await invitations.list()])).not.toContain(token);
  });

  it('leave the link alone when the password will not do', async () => {
    const token = await invited();

    await expect(accept(token, 'ben@example.com')).rejects.toThrow(/must not be your e-mail address/);
    await expect(accept(token)).resolves.toBeDefined();
  });

  it('are not for who has an account, and do not take over one that was made since', async () => {
    const token = await invited();
    await new ManagerRepository(database.dataSource).addIfAbsent('ben@example.com', 'somebody else');

    await expect(invited('ADMIN@example.com')).rejects.toThrow(EmailTakenError);
    await expect(accept(token)).rejects.toThrow(InvitationInvalidError);
  });

  it('reset a password: the old one and all sessions are over', async () => {
    await accept(await invited());
    const before = await processes[0]!
      .get(SignInService)
      .signIn({ email: 'ben@example.com', password: PASSWORD }, { ...PLACE, deviceCookie: undefined });
    const { link, invitation } = await invitations.reset(await idOf('ben@example.com'), CALLER);

    await accept(tokenOf(link), 'a third horse battery');

    expect(invitation).toMatchObject({ kind: 'password_reset', email: 'ben@example.com', role: 'view' });
    expect(await processes[0]!.get(SessionService).find(before.cookie)).toBeUndefined();
    await expect(
      processes[0]!
        .get(SignInService)
        .signIn({ email: 'ben@example.com', password: PASSWORD }, { ...PLACE, deviceCookie: undefined }),
    ).rejects.toThrow(/do not belong together/);
  });

  it('do not open a disabled account, and none is made for nobody', async () => {
    await accept(await invited());
    const id = await idOf('ben@example.com');
    const { link } = await invitations.reset(id, CALLER);
    await processes[0]!.get(ManagerService).change(id, { isEnabled: false }, CALLER);

    await expect(accept(tokenOf(link))).rejects.toThrow(InvitationInvalidError);
    await expect(invitations.reset('00000000-0000-4000-8000-000000000000', CALLER)).rejects.toThrow(
      ManagerUnknownError,
    );
  });

  it('are not made while passwords are switched off, though the account of the environment still opens', async () => {
    const sso = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'panel' };
    await accept(await invited());
    const off = await started({ ...ADMIN, ...sso, LOCAL_ACCOUNTS_ENABLED: 'false' });
    const signIn = (email: string, password: string) =>
      off.get(SignInService).signIn({ email, password }, { ...PLACE, deviceCookie: undefined });

    await expect(
      off.get(InvitationService).invite({ email: 'c@example.com', role: 'view' }, CALLER),
    ).rejects.toThrow(LocalAccountsOffError);
    await expect(signIn('ben@example.com', PASSWORD)).rejects.toThrow(LocalAccountsOffError);
    await expect(signIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD)).resolves.toBeDefined();
  });
});

function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token')!;
}
