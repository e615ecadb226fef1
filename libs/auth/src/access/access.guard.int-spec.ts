import type { ExecutionContext } from '@nestjs/common';
import type { ManagerRole } from '@oracle-integration/contracts';
import { Access, type AccessRule, anonymousCaller } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { CsrfInvalidError, NotAllowedError, NotSignedInError, RouteUndeclaredError } from '../auth.errors';
import { ManagerRepository } from '../managers/manager.repository';
import { type OpenedSession, SessionService } from '../sessions/session.service';
import { aReply, aRequest, type GivenRequest } from '../testing/a-request';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { type AuthProcess, startAuthProcess } from '../testing/auth-process';
import { ApiTokenMissingError, ApiTokenUnknownError } from '../tokens/api-token.errors';
import { AccessGuard } from './access.guard';
import { currentApiToken, currentSession } from './principal';

const HERE = { address: '192.0.2.1', userAgent: 'Firefox', previousCookie: undefined };
const TOKEN = 'a-token-of-sixteen-and-more';

class RoutesController {
  @Access('public')
  public(): void {}

  @Access('token:read')
  'token:read'(): void {}

  @Access('signature')
  signature(): void {}

  @Access('view')
  view(): void {}

  @Access('manage')
  manage(): void {}

  undeclared(): void {}
}

@Access('public')
class DeclaredController {
  undeclared(): void {}

  @Access('manage')
  manage(): void {}
}

describe('AccessGuard', () => {
  let database: AuthDatabase;
  let process: AuthProcess;
  let sessions: SessionService;
  let guard: AccessGuard;

  beforeAll(async () => {
    database = await openAuthDatabase();
    process = await startAuthProcess(database.dataSource, { PULL_TOKEN: TOKEN });
    sessions = process.get(SessionService);
    guard = process.get(AccessGuard);
  });

  afterAll(async () => {
    await process.close();
    await database.close();
  });

  async function signedIn(role: ManagerRole): Promise<OpenedSession> {
    const id = await new ManagerRepository(database.dataSource).addIfAbsent(
      `${role}@example.com`,
      'no password',
    );
    await database.dataSource.query('UPDATE managers SET role = $2 WHERE id = $1', [id, role]);
    return sessions.open(id, 'password', HERE);
  }

  function ask(
    request: FastifyRequest,
    route: AccessRule | 'undeclared',
    controller: Routes = RoutesController,
  ): Promise<boolean> {
    const handler = (controller.prototype as unknown as Record<string, () => void>)[route]!;
    const context = {
      getHandler: () => handler,
      getClass: () => controller,
      switchToHttp: () => ({ getRequest: () => request, getResponse: () => aReply().reply }),
    };
    return guard.canActivate(context as unknown as ExecutionContext);
  }

  function asManager({ cookie, view }: OpenedSession, given: GivenRequest = {}): FastifyRequest {
    return aRequest({ cookie, ...given, headers: { 'x-csrf-token': view.csrfToken, ...given.headers } });
  }

  it('opens a public route to anyone', async () => {
    expect(await ask(aRequest({ method: 'POST' }), 'public')).toBe(true);
  });

  it('lets a request through to a route whose sender signs the body, which only the route can check', async () => {
    expect(await ask(aRequest({ method: 'POST' }), 'signature')).toBe(true);
  });

  describe('a route that does not say who may call it', () => {
    it('is closed, and named', async () => {
      const request = asManager(await signedIn('manage'));

      await expect(ask(request, 'undeclared')).rejects.toThrow(RouteUndeclaredError);
      await expect(ask(request, 'undeclared')).rejects.toThrow('RoutesController.undeclared');
    });

    it('has the rule of its controller, and its own before that', async () => {
      expect(await ask(aRequest(), 'undeclared', DeclaredController)).toBe(true);
      await expect(ask(aRequest(), 'manage', DeclaredController)).rejects.toThrow(NotSignedInError);
    });
  });

  describe('a route for outside systems', () => {
    it.each([
      ['x-api-key', TOKEN],
      ['authorization', `Bearer ${TOKEN}`],
    ])('opens to a token in the header %s', async (name, value) => {
      const request = aRequest({ headers: { [name]: value } });

      expect(await ask(request, 'token:read')).toBe(true);
      expect(currentApiToken(request)).toMatchObject({ label: 'PULL_TOKEN' });
    });

    it('is closed without a token, and with one that nobody knows', async () => {
      await expect(ask(aRequest(), 'token:read')).rejects.toThrow(ApiTokenMissingError);
      await expect(ask(aRequest({ headers: { 'x-api-key': 'made-up' } }), 'token:read')).rejects.toThrow(
        ApiTokenUnknownError,
      );
    });

    it('is closed to a manager without a token', async () => {
      const request = asManager(await signedIn('manage'));

      await expect(ask(request, 'token:read')).rejects.toThrow(ApiTokenMissingError);
    });
  });

  describe.each(['view', 'manage'] as const)('a route for the role %s', (route) => {
    it('is closed to who is not signed in, and to an API token', async () => {
      await expect(ask(aRequest(), route)).rejects.toThrow(NotSignedInError);
      await expect(ask(aRequest({ cookie: 'made-up' }), route)).rejects.toThrow(NotSignedInError);
      await expect(ask(aRequest({ headers: { 'x-api-key': TOKEN } }), route)).rejects.toThrow(
        NotSignedInError,
      );
    });

    it('is closed after signing out', async () => {
      const session = await signedIn('manage');
      await sessions.signOut(session.cookie, anonymousCaller('192.0.2.1'));

      await expect(ask(asManager(session), route)).rejects.toThrow(NotSignedInError);
    });

    it('opens to a manager who may do everything, and tells who it is', async () => {
      const request = asManager(await signedIn('manage'));

      expect(await ask(request, route)).toBe(true);
      expect(currentSession(request)).toMatchObject({ email: 'manage@example.com' });
    });

    it.each(['GET', 'HEAD', 'OPTIONS'])('needs no CSRF token to read (%s)', async (method) => {
      const { cookie } = await signedIn('manage');

      expect(await ask(aRequest({ method, cookie }), route)).toBe(true);
    });

    it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
      'needs the CSRF token of the session to write (%s)',
      async (method) => {
        const session = await signedIn('manage');
        const other = await signedIn('manage');
        const { cookie } = session;

        expect(await ask(asManager(session, { method }), route)).toBe(true);
        await expect(ask(aRequest({ method, cookie }), route)).rejects.toThrow(CsrfInvalidError);
        await expect(
          ask(aRequest({ method, cookie, headers: { 'x-csrf-token': other.view.csrfToken } }), route),
        ).rejects.toThrow(CsrfInvalidError);
      },
    );
  });

  it('lets the role view see, and refuses it what the role manage is needed for', async () => {
    const session = await signedIn('view');

    expect(await ask(asManager(session), 'view')).toBe(true);
    await expect(ask(asManager(session), 'manage')).rejects.toThrow(NotAllowedError);
    await expect(ask(asManager(session, { method: 'POST' }), 'manage')).rejects.toThrow(NotAllowedError);
  });

  it('knows nobody on a request that it did not let pass as such', () => {
    expect(() => currentSession(aRequest())).toThrow(NotSignedInError);
    expect(() => currentApiToken(aRequest())).toThrow(ApiTokenMissingError);
  });
});

type Routes = typeof RoutesController | typeof DeclaredController;
