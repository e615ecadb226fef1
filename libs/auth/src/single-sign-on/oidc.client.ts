import { Inject, Injectable } from '@nestjs/common';
import { PublicAddress, RAW_ENVIRONMENT, type RawEnvironment } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import * as oidc from 'openid-client';
import { SingleSignOnOffError } from '../managers/account.errors';
import { isSingleSignOnOn } from '../managers/local-accounts';

/** What proves that an answer belongs to a question. */
export interface OidcProof {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Whom the provider has let in. */
export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
  /** The claim that tells the groups, as it came. */
  readonly groups: unknown;
}

export const SSO_CALLBACK_PATH = '/api/admin/sso/callback';

const TIMEOUT_SECONDS = 10;
/** Clocks of two companies differ. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** A provider moves its endpoints rarely, but it does. */
const DISCOVERED_MS = 10 * 60_000;

interface Discovered {
  readonly key: string;
  readonly until: number;
  readonly configuration: Promise<oidc.Configuration>;
}

/** Speaks OpenID Connect with the provider of the organisation: authorization code with PKCE, state and nonce. */
@Injectable()
export class OidcClient {
  private discovered: Discovered | undefined;

  constructor(
    private readonly settings: SettingsService,
    private readonly address: PublicAddress,
    @Inject(RAW_ENVIRONMENT) private readonly raw: RawEnvironment,
  ) {}

  /** Where the browser goes to sign in. @throws what the network throws, SingleSignOnOffError */
  async authorizationUrl({ state, nonce, codeVerifier }: OidcProof): Promise<string> {
    const configuration = await this.configuration();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callbackUrl().href,
      scope: this.settings.current().oidcScopes,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * Checks the answer that the browser brought, trades its code for an ID token and reads that.
   *
   * @throws what openid-client throws when anything of it does not hold
   */
  async person(query: string, { state, nonce, codeVerifier }: OidcProof): Promise<OidcPerson> {
    const configuration = await this.configuration();
    const answer = this.callbackUrl();
    answer.search = query;
    const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
    });
    const claims = tokens.claims()!;
    const claimName = this.settings.current().oidcRoleClaim;
    const hasAll = claims[claimName] !== undefined && claims['email'] !== undefined;
    // Some providers tell groups only where they are asked for them.
    const canAsk = configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more =
      !hasAll && canAsk ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    const all: Record<string, unknown> = { ...more, ...claims };
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: textOf(all['email']),
      name: textOf(all['name']),
      groups: all[claimName],
    };
  }

  private callbackUrl(): URL {
    return new URL(`${this.address.url}${SSO_CALLBACK_PATH}`);
  }

  private configuration(): Promise<oidc.Configuration> {
    const settings = this.settings.current();
    const { oidcIssuer, oidcClientId, oidcClientSecret } = settings;
    const key = JSON.stringify([oidcIssuer, oidcClientId, oidcClientSecret]);
    if (this.discovered?.key !== key || this.discovered.until < Date.now()) {
      const configuration = this.discover(settings);
      const discovered = { key, until: Date.now() + DISCOVERED_MS, configuration };
      this.discovered = discovered;
      configuration.catch(() => {
        if (this.discovered === discovered) this.discovered = undefined;
      });
    }
    return this.discovered.configuration;
  }

  private async discover(settings: Settings): Promise<oidc.Configuration> {
    const { oidcIssuer, oidcClientId, oidcClientSecret } = settings;
    if (!isSingleSignOnOn(settings)) throw new SingleSignOnOffError();
    const issuer = new URL(oidcIssuer!);
    // Without TLS only to a provider beside us, and only where the operator says so: a setting must not open our own ports.
    const isOperators = this.raw['OIDC_ISSUER']?.trim() === oidcIssuer;
    const isPlain = issuer.protocol === 'http:' && isOperators;
    return oidc.discovery(
      issuer,
      oidcClientId!,
      { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      oidcClientSecret ? oidc.ClientSecretPost(oidcClientSecret) : oidc.None(),
      {
        timeout: TIMEOUT_SECONDS,
        // The signature is checked though the token comes straight from the provider: TLS may end at a proxy.
        execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
      },
    );
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\P{Cc}{1,320}$/u.test(value.trim()) ? value.trim() : undefined;
}
