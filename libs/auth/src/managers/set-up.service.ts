import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  AuditService,
  ENVIRONMENT,
  type Environment,
  InstallationService,
  randomToken,
  sha256,
  SYSTEM_CALLER,
} from '@oracle-integration/platform';
import { ManagerRole, type SetUpRequest } from '@oracle-integration/contracts';
import { DataSource } from 'typeorm';
import { SetUpLinkInvalidError } from '../auth.errors';
import { ManagerRepository } from './manager.repository';
import { hashPassword } from './password';
import { requireGoodPassword } from './password-rules';
import { type OpenedSession, SessionService, type SignInPlace } from '../sessions/session.service';
import { SignInThrottle } from '../throttle/sign-in-throttle';

/** How the first manager comes to be: by the environment, or by a link that is printed once and works once. */
@Injectable()
export class SetUpService implements OnApplicationBootstrap {
  private readonly logger = new Logger('SetUp');
  private setUpToken: string | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly installation: InstallationService,
    private readonly managers: ManagerRepository,
    private readonly sessions: SessionService,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { admin, role } = this.environment;
    if (role === 'command') return;
    if (admin) await this.addFirstManager(admin);
    else if (role !== 'worker' && !(await this.managers.isAnyone())) await this.prepareLink();
  }

  /** The path of the one-time link, when this start made one; the composition root prints it with its address. */
  get linkPath(): string | undefined {
    return this.setUpToken && `/setup?token=${this.setUpToken}`;
  }

  /** @throws SetUpLinkInvalidError when the link is not the printed one, or was used. */
  async setUp({ token, email, password }: SetUpRequest, place: SignInPlace): Promise<OpenedSession> {
    // Hashing is slow on purpose, and this is open to all.
    await this.throttle.countAddress(place.address ?? 'unknown');
    requireGoodPassword(password, email);
    const passwordHash = await hashPassword(password);
    const managerId = await this.dataSource.transaction(async (manager) => {
      const isTaken = await this.installation.takeSetUpToken(manager, sha256(token));
      // A later start may have added the first manager from the environment: the old link must not open their account.
      if (!isTaken || (await this.managers.isAnyone(manager))) throw new SetUpLinkInvalidError();
      const id = await this.managers.addIfAbsent(email, passwordHash, manager);
      const actor = { kind: 'manager', id, name: email.toLowerCase() } as const;
      const { address } = place;
      await this.audit.record({ action: 'manager.set_up', actor, address, target: actor.name }, manager);
      return id;
    });
    return this.sessions.open(managerId, 'link', place);
  }

  private async addFirstManager({ email, password }: { email: string; password: string }): Promise<void> {
    if (await this.managers.findByEmail(email)) return;
    const account = { email, passwordHash: await hashPassword(password), role: ManagerRole.Manage };
    // Of several processes that start together one adds it.
    if ((await this.managers.add(account, this.dataSource.manager)) === undefined) return;
    await this.audit.record({ ...SYSTEM_CALLER, action: 'manager.set_up', target: email.toLowerCase() });
    this.logger.log(`Manager ${email} may sign in.`);
  }

  private async prepareLink(): Promise<void> {
    this.setUpToken = randomToken();
    await this.installation.setSetUpTokenHash(sha256(this.setUpToken));
  }
}
