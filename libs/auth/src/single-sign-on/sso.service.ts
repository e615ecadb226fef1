import { Injectable, Logger } from '@nestjs/common';
import { type SingleSignOnView, SsoRefusal } from '@oracle-integration/contracts';
import {
  anonymousCaller,
  AuditService,
  describeError,
  randomToken,
  sha256,
} from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { areLocalAccountsOn, isSingleSignOnOn } from '../managers/local-accounts';
import type { LiveSession } from '../sessions/session.repository';
import { type OpenedSession, SessionService, type SignInPlace } from '../sessions/session.service';
import { SignInThrottle } from '../throttle/sign-in-throttle';
import { OidcClient } from './oidc.client';
import { panelPath } from './return-path';
import { SsoAccountService } from './sso-account.service';
import { SsoFlowRepository, type SsoFlow } from './sso-flow.repository';
import { refusalOf, SsoRefusedError } from './sso-refusal';

/** A sign-in that has begun: where the browser goes, and the cookie by which it is known when it comes back. */
export interface BegunSignIn {
  readonly url: string;
  readonly browserCookie: string;
}

/** What the browser brought back from the provider. */
export interface SsoAnswer {
  /** As it stood in the address. */
  readonly query: string;
  readonly browserCookie: string | undefined;
}

/** Where the browser goes now, and the session it goes with, if it was let in. */
export interface EndedSignIn {
  readonly path: string;
  readonly opened?: OpenedSession;
}

/** Signing in by the identity provider of the organisation. */
@Injectable()
export class SsoService {
  private readonly logger = new Logger('SingleSignOn');

  constructor(
    private readonly client: OidcClient,
    private readonly flows: SsoFlowRepository,
    private readonly accounts: SsoAccountService,
    private readonly sessions: SessionService,
    private readonly throttle: SignInThrottle,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
  ) {}

  view(): SingleSignOnView {
    const settings = this.settings.current();
    return {
      isOn: isSingleSignOnOn(settings),
      label: settings.oidcButtonLabel,
      areLocalAccountsOn: areLocalAccountsOn(settings),
    };
  }

  /** Begins a sign-in; a refusal is an address as well. @throws AttemptsTooManyError */
  async start(returnTo: string | undefined, place: SignInPlace): Promise<BegunSignIn | EndedSignIn> {
    await this.throttle.countAddress(place.address ?? 'unknown');
    try {
      return await this.begin(panelPath(returnTo), null);
    } catch (error) {
      return this.refused(error, place);
    }
  }

  /** Begins to connect single sign-on with the account of who is signed in. @throws SingleSignOnOffError */
  startLinking(returnTo: string | undefined, { managerId }: LiveSession): Promise<BegunSignIn> {
    return this.begin(panelPath(returnTo), managerId);
  }

  /** Ends a sign-in, for better or worse. */
  async finish(answer: SsoAnswer, place: SignInPlace): Promise<EndedSignIn> {
    try {
      const state = new URLSearchParams(answer.query).get('state') ?? '';
      const flow = await this.flows.take(sha256(state), sha256(answer.browserCookie ?? ''));
      if (!flow) throw new SsoRefusedError(SsoRefusal.Expired);
      const ended = await this.settle({ ...flow, state }, answer, place);
      await this.throttle.forgiveAddress(place.address ?? 'unknown');
      return ended;
    } catch (error) {
      return this.refused(error, place);
    }
  }

  private async begin(returnTo: string, managerId: string | null): Promise<BegunSignIn> {
    const [state, nonce, codeVerifier, browserCookie] = Array.from({ length: 4 }, randomToken) as [
      string,
      string,
      string,
      string,
    ];
    const url = await this.client.authorizationUrl({ state, nonce, codeVerifier });
    const hashes = { stateHash: sha256(state), browserHash: sha256(browserCookie) };
    await this.flows.insert({ ...hashes, nonce, codeVerifier, returnTo, managerId });
    return { url, browserCookie };
  }

  private async settle(
    flow: SsoFlow & { state: string },
    { query }: SsoAnswer,
    place: SignInPlace,
  ): Promise<EndedSignIn> {
    const person = await this.client.person(query, flow);
    const { returnTo: path, managerId } = flow;
    if (managerId === null) {
      const id = await this.accounts.signIn(person, place.address);
      return { path, opened: await this.sessions.open(id, 'single_sign_on', place) };
    }
    const session = await this.sessions.find(place.previousCookie);
    // Signed out, or as somebody else, on the way.
    if (session?.managerId !== managerId) throw new SsoRefusedError(SsoRefusal.Expired);
    const actor = { kind: 'manager', id: managerId, name: session.email } as const;
    await this.accounts.link(person, managerId, { actor, address: place.address });
    return { path };
  }

  private async refused(error: unknown, place: SignInPlace): Promise<EndedSignIn> {
    const refusal = refusalOf(error);
    if (!(error instanceof SsoRefusedError))
      this.logger.warn(`A single sign-on was refused (${refusal}): ${describeError(error)}`);
    const details = { reason: refusal, method: 'single_sign_on' };
    await this.audit.recordRefusal({ ...anonymousCaller(place.address), action: 'session.refused', details });
    return { path: `/sign-in?refused=${refusal}` };
  }
}
