import { Injectable } from '@nestjs/common';
import { type ManagerRole, SsoRefusal } from '@oracle-integration/contracts';
import { AuditService, type Caller } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { DataSource, type EntityManager } from 'typeorm';
import type { ManagerEntity } from '../managers/manager.entity';
import { ManagerRepository } from '../managers/manager.repository';
import type { OidcPerson } from './oidc.client';
import { roleOf } from './role-mapping';
import { SsoRefusedError } from './sso-refusal';

/** Which account belongs to an identity. It is known by issuer and subject, never by its e-mail address. */
@Injectable()
export class SsoAccountService {
  constructor(
    private readonly managers: ManagerRepository,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * The account of who signs in, made at the first time. What it may do follows the groups each time.
   *
   * @throws SsoRefusedError
   */
  async signIn(person: OidcPerson, address: string | null): Promise<string> {
    const role = this.roleOf(person);
    return this.dataSource.transaction(async (transaction) => {
      const known = await this.managers.findByIdentity(person, transaction);
      if (!known) return this.add(person, { role, address }, transaction);
      if (!known.isEnabled) throw new SsoRefusedError(SsoRefusal.Disabled);
      await this.follow(known, { role, name: person.name ?? known.name, address }, transaction);
      return known.id;
    });
  }

  /** Connects an identity with the account of a manager who is signed in. @throws SsoRefusedError */
  async link(person: OidcPerson, managerId: string, caller: Caller): Promise<void> {
    await this.dataSource.transaction(async (transaction) => {
      const owner = await this.managers.findByIdentity(person, transaction);
      if (owner && owner.id !== managerId) throw new SsoRefusedError(SsoRefusal.IdentityTaken);
      const { issuer: ssoIssuer, subject: ssoSubject } = person;
      await this.managers.change(managerId, { ssoIssuer, ssoSubject }, transaction);
      const details = { issuer: ssoIssuer, subject: ssoSubject };
      await this.audit.record({ ...caller, action: 'manager.identity_linked', details }, transaction);
    });
  }

  private roleOf({ groups }: OidcPerson): ManagerRole {
    const { oidcManageValues: manageValues, oidcViewValues: viewValues } = this.settings.current();
    const role = roleOf(groups, { manageValues, viewValues });
    if (!role) throw new SsoRefusedError(SsoRefusal.NoRole);
    return role;
  }

  private async add(
    { issuer, subject, email, name }: OidcPerson,
    { role, address }: { role: ManagerRole; address: string | null },
    transaction: EntityManager,
  ): Promise<string> {
    if (email === undefined) throw new SsoRefusedError(SsoRefusal.NoEmail);
    const account = { email, name: name ?? null, role, ssoIssuer: issuer, ssoSubject: subject };
    const id = await this.managers.add(account, transaction);
    // Whoever may name themselves at the provider must not come by the account of somebody here.
    if (id === undefined) throw new SsoRefusedError(SsoRefusal.EmailTaken);
    const actor = { kind: 'manager', id, name: email.toLowerCase() } as const;
    const details = { role, issuer, subject };
    await this.audit.record(
      { action: 'manager.joined', actor, address, target: actor.name, details },
      transaction,
    );
    return id;
  }

  private async follow(
    known: ManagerEntity,
    { role, name, address }: { role: ManagerRole; name: string | null; address: string | null },
    transaction: EntityManager,
  ): Promise<void> {
    if (role === known.role && name === known.name) return;
    await this.managers.change(known.id, { role, name }, transaction);
    if (role === known.role) return;
    const actor = { kind: 'manager', id: known.id, name: known.email } as const;
    const details = { from: known.role, to: role, by: 'single_sign_on' };
    await this.audit.record(
      { action: 'manager.role_changed', actor, address, target: known.email, details },
      transaction,
    );
  }
}
