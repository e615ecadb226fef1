import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const SSO_CLIENT = { id: 'control-panel', secret: 'a-secret-of-the-provider' };

/** What the provider tells of somebody. */
export interface ProviderPerson {
  email?: string;
  name?: string;
  groups?: string | string[];
}

/** A real OpenID Connect provider, as an organisation has one. Whoever is `nextPerson` signs in without being asked. */
export class IdentityProvider {
  /** By the subject that the provider knows them by. */
  readonly people = new Map<string, ProviderPerson>();
  nextPerson = '';
  /** The person calls it off. */
  isCancelled = false;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new IdentityProvider(server, issuer);
  }

  /** What the service must know to sign people in here. */
  get environment(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: SSO_CLIENT.id,
      OIDC_CLIENT_SECRET: SSO_CLIENT.secret,
      OIDC_MANAGE_VALUES: 'hr-admins',
      OIDC_VIEW_VALUES: 'hr',
    };
  }

  /** Makes the service known here as a client. */
  admit(serviceUrl: string): void {
    const provider: Provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: SSO_CLIENT.id,
          client_secret: SSO_CLIENT.secret,
          redirect_uris: [`${serviceUrl}/api/admin/sso/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [signingKey()] },
      ttl: {
        Interaction: 600,
        Grant: 600,
        Session: 600,
        AccessToken: 600,
        AuthorizationCode: 60,
        IdToken: 3600,
      },
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email'], profile: ['name', 'groups'] },
      cookies: { keys: ['a key of the provider'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, ...this.people.get(accountId) }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({
          clientId: oidc.client!.clientId,
          accountId: oidc.session!.accountId!,
        });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    this.server.removeAllListeners('request');
    this.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
      const outcome = this.isCancelled
        ? { error: 'access_denied', error_description: 'called off' }
        : { login: { accountId: this.nextPerson, remember: false } };
      return void provider.interactionFinished(request, response, outcome);
    });
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'the-only-one' };
}
