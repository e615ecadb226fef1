import { Inject, Injectable } from '@nestjs/common';
import type { SignInRequest } from '@oracle-integration/contracts';
import {
  anonymousCaller,
  AuditService,
  ENVIRONMENT,
  type Environment,
  errorCode,
} from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { CredentialsWrongError } from '../auth.errors';
import { AccountDisabledError, LocalAccountsOffError } from '../managers/account.errors';
import { areLocalAccountsOn } from '../managers/local-accounts';
import type { ManagerEntity } from '../managers/manager.entity';
import { ManagerRepository } from '../managers/manager.repository';
import { isPassword } from '../managers/password';
import { KnownDevice } from '../throttle/known-device';
import { SignInThrottle } from '../throttle/sign-in-throttle';
import { type OpenedSession, SessionService, type SignInPlace } from './session.service';

export interface SignInBrowser extends SignInPlace {
  /** The cookie of a browser that has signed in before. */
  readonly deviceCookie: string | undefined;
}

export interface SignedIn extends OpenedSession {
  /** For the browser to be known by from now on. */
  readonly deviceCookie: string;
}

/** Signing in with e-mail address and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly managers: ManagerRepository,
    private readonly sessions: SessionService,
    private readonly throttle: SignInThrottle,
    private readonly devices: KnownDevice,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'admin'>,
  ) {}

  /** @throws CredentialsWrongError, AttemptsTooManyError, AccountDisabledError, LocalAccountsOffError */
  async signIn({ email, password }: SignInRequest, browser: SignInBrowser): Promise<SignedIn> {
    try {
      const device = await this.devices.recognize(browser.deviceCookie, email);
      const attempt = { email, address: browser.address ?? 'unknown', device };
      await this.throttle.count(attempt);
      const manager = await this.proved(email, password);
      await this.throttle.forgive(attempt);
      const opened = await this.sessions.open(manager.id, 'password', browser);
      return { ...opened, deviceCookie: await this.devices.issue(email) };
    } catch (error) {
      await this.noteRefusal(email, browser.address, error);
      throw error;
    }
  }

  /** The manager whose address and password these are; what keeps an account out is told only to its owner. */
  private async proved(email: string, password: string): Promise<ManagerEntity> {
    const manager = await this.managers.findByEmail(email);
    const isRight = await isPassword(manager?.passwordHash ?? undefined, password);
    if (!manager || !isRight) throw new CredentialsWrongError();
    if (!manager.isEnabled) throw new AccountDisabledError();
    const isBreakGlass = this.environment.admin?.email.toLowerCase() === manager.email;
    if (!isBreakGlass && !areLocalAccountsOn(this.settings.current())) throw new LocalAccountsOffError();
    return manager;
  }

  private async noteRefusal(email: string, address: string | null, error: unknown): Promise<void> {
    await this.audit.recordRefusal({
      ...anonymousCaller(address, email),
      action: 'session.refused',
      details: { reason: errorCode(error) ?? 'failure' },
    });
  }
}
